// As `npm run e2e:medusa` starts it: the port, the database and the address of
// its files come from its environment.
const backend = `http://127.0.0.1:${process.env.PORT}`;

module.exports = {
	projectConfig: {
		jwt_secret: 'jwt-secret-of-a-test',
		cookie_secret: 'cookie-secret-of-a-test',
		store_cors: backend,
		admin_cors: backend,
		database_url: process.env.DATABASE_URL,
		database_type: 'postgres',
	},
	plugins: [
		'medusa-fulfillment-manual',
		'medusa-payment-manual',
		{
			resolve: '@medusajs/file-local',
			options: { upload_dir: 'uploads', backend_url: process.env.FILES_URL },
		},
	],
	modules: {
		eventBus: { resolve: '@medusajs/event-bus-local' },
		cacheService: { resolve: '@medusajs/cache-inmemory' },
	},
};
