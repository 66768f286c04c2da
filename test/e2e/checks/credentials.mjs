// The three credential types: n8n's own test of them, their errors, and the renewal of tokens.
import assert from 'node:assert/strict';
import { keptSecret } from '../rest.mjs';
import { chain, shopify } from '../workflows.mjs';
import { credentialTypes, credentials } from '../world.mjs';

const getShop = (authentication, reference) =>
	chain(`Shop by ${authentication}`, [
		shopify(
			'Shop',
			{ authentication, resource: 'shop', operation: 'get' },
			reference && { credentials: reference },
		),
	]);

export async function credentialChecks(steps, { n8n, sandbox }) {
	const { rest } = n8n;
	const good = {
		accessToken: sandbox.tokenCredential,
		clientCredentials: sandbox.clientCredential,
	};
	const run = async (workflow) => await rest.runWorkflow(await rest.createWorkflow(workflow));
	const shopName = async () => (await sandbox.graphql('{ shop { name } }')).shop.name;

	/** Stores a credential and lets n8n test it. */
	const test = async (authentication, data) => {
		const type = credentialTypes[authentication];
		const reference = await rest.createCredential(`e2e ${authentication}`, type, data);
		return { reference, result: await rest.testCredential(reference) };
	};

	await steps.check('Credential test: access token accepted', async () => {
		const { result } = await test('accessToken', good.accessToken);
		assert.equal(result.status, 'OK', result.message);
	});

	await steps.check('Credential test: wrong access token refused, and not shown', async () => {
		const accessToken = 'shpat_00000000000000000000000000000000';
		const { result, reference } = await test('accessToken', { ...good.accessToken, accessToken });
		assert.equal(result.status, 'Error');
		assert.match(result.message, /refused|token/i);
		assert.ok(!result.message.includes(accessToken));
		const execution = await run(getShop('accessToken', reference));
		assert.equal(execution.status, 'error');
		assert.match(`${execution.error.message} ${execution.error.description}`, /token/i);
		assert.ok(!JSON.stringify(execution.resultData).includes(accessToken), 'token in the run');
	});

	await steps.check('Credential test: client ID and secret accepted', async () => {
		const { result } = await test('clientCredentials', good.clientCredentials);
		assert.equal(result.status, 'OK', result.message);
	});

	await steps.check('Credential test: wrong client secret refused, and not shown', async () => {
		const clientSecret = 'shpss_00000000000000000000000000000000';
		const { result } = await test('clientCredentials', { ...good.clientCredentials, clientSecret });
		assert.equal(result.status, 'Error');
		assert.match(result.message, /Client Secret/);
		assert.ok(!result.message.includes(clientSecret));
	});

	await steps.check('A shop elsewhere is refused before any request', async () => {
		await sandbox.clearJournal();
		const data = { ...good.accessToken, shop: 'evil.example/' };
		const { result, reference } = await test('accessToken', data);
		assert.equal(result.status, 'Error');
		const execution = await run(getShop('accessToken', reference));
		assert.equal(execution.status, 'error');
		assert.match(execution.error.message, /evil\.example/);
		assert.equal((await sandbox.journal()).length, 0);
	});

	await steps.check('A token revoked between two runs is renewed, with one fetch', async () => {
		const workflow = await rest.createWorkflow(getShop('clientCredentials'));
		const first = await rest.runWorkflow(workflow);
		assert.ok(first.ok, first.error?.message);
		assert.ok((await sandbox.revokeTokens()) > 0, 'there was a token to revoke');
		await sandbox.clearJournal();
		const second = await rest.runWorkflow(workflow);
		assert.ok(second.ok, second.error?.message);
		assert.equal(second.records('Shop')[0].name, await shopName());
		const fetches = async () => {
			const requests = await sandbox.journal();
			return requests.filter(({ path }) => path.endsWith('/admin/oauth/access_token')).length;
		};
		assert.equal(await fetches(), 1);
		const third = await rest.runWorkflow(workflow);
		assert.ok(third.ok, third.error?.message);
		assert.equal(await fetches(), 1, 'the renewed token is kept');
	});

	await steps.check('n8n gives out neither secrets nor the stored token', async () => {
		for (const authentication of ['accessToken', 'clientCredentials']) {
			const data = await rest.credentialData(credentials[authentication]);
			assert.equal(data.baseUrl, sandbox.baseUrl);
			const { accessToken, clientSecret, apiSecret } = good[authentication];
			for (const secret of [accessToken, clientSecret, apiSecret].filter(Boolean)) {
				assert.ok(!JSON.stringify(data).includes(secret), `a secret of ${authentication}`);
			}
			if (authentication === 'clientCredentials') {
				assert.equal(data.sessionToken, keptSecret);
			}
		}
	});

	await steps.check('OAuth2: connected by n8n’s own flow, tested, used', async () => {
		const data = sandbox.oauthCredential;
		const type = credentialTypes.oAuth2;
		const reference = await rest.createCredential('e2e oAuth2', type, data);
		const { id } = reference[type];
		const address = await rest.get(`/rest/oauth2-credential/auth?id=${id}`);
		assert.ok(address.startsWith(`${sandbox.baseUrl}/admin/oauth/authorize?`), address);
		assert.equal(new URL(address).searchParams.get('client_id'), data.clientId);
		const consent = await fetch(address, { redirect: 'manual' });
		assert.equal(consent.status, 302, await consent.text());
		const callback = new URL(consent.headers.get('location'));
		assert.equal(callback.origin, n8n.url);
		const page = await rest.fetch('GET', callback.pathname + callback.search);
		assert.equal(page.status, 200);
		const text = await page.text();
		assert.doesNotMatch(text, /error/i);
		const result = await rest.testCredential(reference);
		assert.equal(result.status, 'OK', result.message);
		const execution = await run(getShop('oAuth2', reference));
		assert.ok(execution.ok, execution.error?.message);
		assert.equal(execution.records('Shop')[0].name, await shopName());
	});
}
