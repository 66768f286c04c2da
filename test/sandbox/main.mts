import { parseArgs } from 'node:util';
import { startSandbox } from './index.mts';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '7357' },
		seed: { type: 'string', default: '1' },
		latency: { type: 'string', default: '0' },
		'base-date': { type: 'string' },
	},
});

const sandbox = await startSandbox({
	port: Number(values.port),
	seed: Number(values.seed),
	latencyMs: Number(values.latency),
	baseDate: values['base-date'],
});
const { baseUrl, staticToken, readProductsToken, clientId, clientSecret } = sandbox.shopify;
process.stdout.write(
	[
		`Sandbox on ${sandbox.origin} (control: ${sandbox.origin}/control)`,
		`Shopify  API base URL         ${baseUrl}`,
		`         access token         ${staticToken}`,
		`         read_products only   ${readProductsToken}`,
		`         client id, secret    ${clientId}, ${clientSecret}`,
		`Shoplazza API base URL        ${sandbox.shoplazza.baseUrl}`,
		`         access token         ${sandbox.shoplazza.accessToken}`,
		`         signing secret       ${sandbox.shoplazza.webhookSecret}`,
		`SHOPLINE API base URL         ${sandbox.shopline.baseUrl}`,
		`         access token         ${sandbox.shopline.accessToken}`,
		`         signing secret       ${sandbox.shopline.appSecret}`,
		`Medusa 1 base URL             ${sandbox.medusa.v1.baseUrl}`,
		`         API token            ${sandbox.medusa.v1.apiToken}`,
		`Medusa 2 base URL             ${sandbox.medusa.v2.baseUrl}`,
		`         secret key           ${sandbox.medusa.v2.secretKey}`,
		`         email, password      ${sandbox.medusa.v2.email}, ${sandbox.medusa.v2.password}`,
		`Dash     API base URL         ${sandbox.dash.baseUrl}`,
		`         access token         ${sandbox.dash.accessToken}`,
		'',
	].join('\n'),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		void sandbox.stop().then(() => process.exit(0));
	});
}
