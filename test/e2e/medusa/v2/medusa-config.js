// As `npm run e2e:medusa` starts it: the port, the database and the address of
// its files come from its environment.
const { defineConfig } = require('@medusajs/framework/utils');

const backend = `http://127.0.0.1:${process.env.PORT}`;
const files = {
	resolve: '@medusajs/medusa/file-local',
	id: 'local',
	options: { upload_dir: 'static', backend_url: `${process.env.FILES_URL}/static` },
};

module.exports = defineConfig({
	admin: { disable: true },
	projectConfig: {
		databaseUrl: process.env.DATABASE_URL,
		databaseDriverOptions: { connection: { ssl: false } },
		http: {
			storeCors: backend,
			adminCors: backend,
			authCors: backend,
			jwtSecret: 'jwt-secret-of-a-test',
			cookieSecret: 'cookie-secret-of-a-test',
		},
	},
	modules: [{ resolve: '@medusajs/medusa/file', options: { providers: [files] } }],
});
