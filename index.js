// n8n reads the nodes and credentials that package.json lists; there is nothing to load from here.
module.exports = {};
