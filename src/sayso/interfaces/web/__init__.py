"""The pages: server-rendered, readable without JavaScript, in German and English."""
