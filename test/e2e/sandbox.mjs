// The sandbox shop as a child process, and a way to read its data that does not use our node.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, workFolder } from './install.mjs';
import { cleanEnv, freePort, start, waitFor } from './processes.mjs';

/** What the sandbox prints when it is ready: the secrets of its shops. */
const announcement =
	/access token +(?<accessToken>\S+)[^]*client id, secret +(?<clientId>\S+), (?<clientSecret>\S+)[^]*Shoplazza[^]*access token +(?<shoplazzaToken>\S+)\n +signing secret +(?<shoplazzaSecret>\S+)[^]*SHOPLINE[^]*access token +(?<shoplineToken>\S+)\n +signing secret +(?<shoplineSecret>\S+)[^]*API token +(?<medusaToken>\S+)[^]*secret key +(?<medusaKey>\S+)\n +email, password +(?<medusaEmail>\S+), (?<medusaPassword>[^\n]+)[^]*Dash[^]*access token +(?<dashToken>\S+)/;

/** One call with a JSON body. Throws when it is refused. */
async function write(url, method, headers, body) {
	const response = await fetch(url, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`${method} ${url}: HTTP ${response.status}: ${text}`);
	return JSON.parse(text);
}

export class Sandbox {
	/** Starts a newly seeded shop on a free port. `name` is the prefix of its log. */
	static async start(name) {
		const port = await freePort();
		const log = join(workFolder, 'logs', `${name}-sandbox.log`);
		const tsx = join(root, 'node_modules/.bin/tsx');
		// Its clock goes as ours: what n8n catches up since "now" has to have happened after it.
		const now = new Date().toISOString();
		const args = ['test/sandbox/main.mts', '--port', String(port), '--base-date', now];
		const process = start(tsx, args, { cwd: root, env: cleanEnv(), log });
		const announced = async () => announcement.exec(readFileSync(log, 'utf8'));
		const { groups } = await waitFor('the sandbox', announced, { seconds: 60, child: process });
		return new Sandbox(process, `http://127.0.0.1:${port}`, groups);
	}

	constructor(
		process,
		url,
		{
			accessToken,
			clientId,
			clientSecret,
			shoplazzaToken,
			shoplazzaSecret,
			shoplineToken,
			shoplineSecret,
			medusaToken,
			medusaKey,
			medusaEmail,
			medusaPassword,
			dashToken,
		},
	) {
		Object.assign(this, { process, url, baseUrl: `${url}/shopify`, dashToken });
		// The names of the sandbox's shops: deliveries of webhooks say them.
		const shop = { shop: 'sandbox-maple-trail', baseUrl: this.baseUrl };
		/** What a user would type into each of the three credentials. */
		this.tokenCredential = { ...shop, accessToken, apiSecret: clientSecret };
		this.clientCredential = { ...shop, clientId, clientSecret };
		this.oauthCredential = { ...shop, clientId, clientSecret };
		this.shoplazzaCredential = {
			shop: 'my-shop',
			accessToken: shoplazzaToken,
			webhookSecret: shoplazzaSecret,
			baseUrl: `${url}/shoplazza`,
		};
		this.shoplineCredential = {
			handle: 'open001',
			accessToken: shoplineToken,
			appSecret: shoplineSecret,
			baseUrl: `${url}/shopline`,
		};
		const [medusa1, medusa2] = [`${url}/medusa/v1`, `${url}/medusa/v2`];
		const login = { email: medusaEmail, password: medusaPassword };
		/** The credential of each kind of login to the Medusa servers. */
		this.medusaCredentials = {
			apiToken: { authentication: 'apiToken', baseUrl: medusa1, apiToken: medusaToken },
			secretKey: { authentication: 'secretKey', baseUrl: medusa2, secretKey: medusaKey },
			password: { authentication: 'password', baseUrl: medusa2, ...login, serverVersion: 'auto' },
		};
	}

	/** What a user would type into the credential of the Dash account. */
	get dashCredential() {
		return { accessToken: this.dashToken, baseUrl: `${this.url}/dash` };
	}

	/** One request to the sandbox's control endpoint. */
	async control(method, path, body) {
		const response = await fetch(`${this.url}/control/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`control/${path}: HTTP ${response.status}: ${text}`);
		return JSON.parse(text);
	}

	/** The requests since the last clearing: [{method, path, status, …}]. */
	async journal() {
		return await this.control('GET', 'journal');
	}

	async clearJournal() {
		await this.control('DELETE', 'journal');
	}

	/** Ends every token that expires by itself, and says how many there were. */
	async revokeTokens() {
		const { revoked } = await this.control('POST', 'tokens/revoke', {});
		return revoked;
	}

	/** One request to the shop's API. */
	async #api(method, path, body) {
		const response = await fetch(`${this.baseUrl}/admin/api/2026-10/${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				'x-shopify-access-token': this.tokenCredential.accessToken,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return await response.json();
	}

	/** One call about webhooks at the control endpoint. */
	async webhooks(call, body = {}) {
		return await this.control('POST', `webhooks/${call}`, body);
	}

	/** Every delivery that the sandbox has made. */
	async letters() {
		return await this.control('GET', 'webhooks/letters');
	}

	/** What Shoplazza's API answers to a GET. */
	async shoplazza(path) {
		const { baseUrl, accessToken } = this.shoplazzaCredential;
		const headers = { 'access-token': accessToken };
		return await (await fetch(`${baseUrl}/openapi/2026-01/${path}`, { headers })).json();
	}

	/** A writing call to Shoplazza's API. */
	async callShoplazza(method, path, body) {
		const { baseUrl, accessToken } = this.shoplazzaCredential;
		const headers = { 'access-token': accessToken };
		return await write(`${baseUrl}/openapi/2026-01/${path}`, method, headers, body);
	}

	/** A writing call to SHOPLINE's API. */
	async callShopline(method, path, body) {
		const { baseUrl, accessToken } = this.shoplineCredential;
		const headers = { authorization: `Bearer ${accessToken}` };
		return await write(`${baseUrl}/admin/openapi/v20260601/${path}`, method, headers, body);
	}

	/** What SHOPLINE's API answers to a GET. */
	async shopline(path) {
		const { baseUrl, accessToken } = this.shoplineCredential;
		const headers = { authorization: `Bearer ${accessToken}` };
		return await (await fetch(`${baseUrl}/admin/openapi/v20260601/${path}`, { headers })).json();
	}

	/** What the shop's REST API answers to a GET. */
	async rest(path) {
		return await this.#api('GET', path);
	}

	/** The data of one GraphQL request. */
	async graphql(query, variables = {}) {
		const { data, errors } = await this.#api('POST', 'graphql.json', { query, variables });
		if (errors) throw new Error(`The sandbox answered: ${JSON.stringify(errors)}`);
		return data;
	}
}
