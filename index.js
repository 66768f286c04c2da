// The package's entry for programs. n8n itself reads the lists under "n8n" in package.json.
const { ShopifyAdmin } = require('./dist/nodes/Shopify/ShopifyAdmin.node.js');
const {
	ShopifyAdminClientApi,
} = require('./dist/credentials/ShopifyAdminClientApi.credentials.js');
const {
	ShopifyAdminOAuth2Api,
} = require('./dist/credentials/ShopifyAdminOAuth2Api.credentials.js');
const { ShopifyAdminTokenApi } = require('./dist/credentials/ShopifyAdminTokenApi.credentials.js');

module.exports = {
	nodes: { ShopifyAdmin },
	credentials: { ShopifyAdminClientApi, ShopifyAdminOAuth2Api, ShopifyAdminTokenApi },
};
