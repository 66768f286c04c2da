// The package's entry for programs. n8n itself reads the lists under "n8n" in package.json.
const { ShopifyAdmin } = require('./dist/nodes/Shopify/ShopifyAdmin.node.js');
const { ShopifyAdminTrigger } = require('./dist/nodes/Shopify/ShopifyAdminTrigger.node.js');
const {
	ShopifyAdminClientApi,
} = require('./dist/credentials/ShopifyAdminClientApi.credentials.js');
const {
	ShopifyAdminOAuth2Api,
} = require('./dist/credentials/ShopifyAdminOAuth2Api.credentials.js');
const { ShopifyAdminTokenApi } = require('./dist/credentials/ShopifyAdminTokenApi.credentials.js');
const { Shoplazza } = require('./dist/nodes/Shoplazza/Shoplazza.node.js');
const { ShoplazzaTrigger } = require('./dist/nodes/Shoplazza/ShoplazzaTrigger.node.js');
const { ShoplazzaApi } = require('./dist/credentials/ShoplazzaApi.credentials.js');
const { ShoplazzaOAuth2Api } = require('./dist/credentials/ShoplazzaOAuth2Api.credentials.js');
const { Shopline } = require('./dist/nodes/Shopline/Shopline.node.js');
const { ShoplineTrigger } = require('./dist/nodes/Shopline/ShoplineTrigger.node.js');
const { ShoplineApi } = require('./dist/credentials/ShoplineApi.credentials.js');
const { Medusa } = require('./dist/nodes/Medusa/Medusa.node.js');
const { MedusaApi } = require('./dist/credentials/MedusaApi.credentials.js');
const { ExportImages } = require('./dist/nodes/ExportImages/ExportImages.node.js');
const { DashApi } = require('./dist/credentials/DashApi.credentials.js');
const { DashOAuth2Api } = require('./dist/credentials/DashOAuth2Api.credentials.js');

module.exports = {
	nodes: {
		ShopifyAdmin,
		ShopifyAdminTrigger,
		Shoplazza,
		ShoplazzaTrigger,
		Shopline,
		ShoplineTrigger,
		Medusa,
		ExportImages,
	},
	credentials: {
		ShopifyAdminClientApi,
		ShopifyAdminOAuth2Api,
		ShopifyAdminTokenApi,
		ShoplazzaApi,
		ShoplazzaOAuth2Api,
		ShoplineApi,
		MedusaApi,
		DashApi,
		DashOAuth2Api,
	},
};
