import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { records } from '../workflows/shopify.mts';
import { byId, contentOf, JOB_MS, MedusaUnderTest, toldBy } from './medusa.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ medusa: { jobMs: JOB_MS } });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.control.reset());

const onV = (version: 1 | 2, connection: IDataObject = {}) =>
	new MedusaUnderTest(sandbox, version, connection);

const pause = async () => await new Promise((next) => setTimeout(next, JOB_MS * 2));

/** A batch job of the server. */
async function created(medusa: MedusaUnderTest, type = 'product-export', dryRun = false) {
	await medusa.run('batchJob', 'create', { type: byId(type), dryRun });
	return medusa.job.id;
}

const on = async (medusa: MedusaUnderTest, operation: string, id: string) =>
	await medusa.run('batchJob', operation, { batchJobId: byId(id) });

describe('what the user reads', () => {
	it("a login that is refused: Medusa 1's bare word", async () => {
		const result = await on(onV(1, { apiToken: 'wrong-token' }), 'get', 'batch_1');
		const told = toldBy(result);
		expect(told).toContain('Medusa did not accept the login');
		expect(told).toContain("It says 'Unauthorized', as Medusa 1 does.");
		expect(told).not.toContain('wrong-token');
		expect(result.error?.httpCode).toBe('401');
	});

	it('an API token at a Medusa 2 server: told that it is one', async () => {
		const medusa = onV(2, { authentication: 'apiToken' });
		const told = toldBy(await on(medusa, 'get', 'batch_1'));
		expect(told).toContain("It says 'Unauthorized', as Medusa 2 does.");
		expect(told).toContain('an API token is for Medusa 1, a secret key for Medusa 2');
	});

	it.each(['get', 'getFile', 'confirm', 'cancel'])('%s: what is not there', async (operation) => {
		const result = await on(onV(1), operation, 'batch_nope');
		expect(toldBy(result)).toContain('Batch job batch_nope was not found');
		expect(toldBy(result)).toContain('Medusa said: Batch job with id batch_nope was not found.');
		expect(result.error?.httpCode).toBe('404');
	});

	it('a confirmation too much', async () => {
		const medusa = onV(1);
		const id = await created(medusa);
		// While it is worked on there is a moment in which a confirmation is welcome.
		await pause();
		const told = toldBy(await on(medusa, 'confirm', id));
		expect(told).toContain(
			'Medusa did not accept this: Cannot confirm processing for a batch job that is not pre processed',
		);
		expect(told).toContain("was created with 'Dry Run'");
	});

	it('a cancellation too late', async () => {
		const medusa = onV(1);
		const id = await created(medusa);
		await pause();
		const told = toldBy(await on(medusa, 'cancel', id));
		expect(told).toContain('Medusa did not accept this: Cannot cancel completed batch job');
		expect(told).toContain('What it did stays done');
	});

	it("somebody else's batch job", async () => {
		const medusa = onV(1);
		const id = await created(medusa);
		medusa.job.hidden.user = 'usr_01COLLEAGUE';
		const told = toldBy(await on(medusa, 'get', id));
		expect(told).toContain('does not belong to the logged in user');
		expect(told).toContain('Use the credential of that user.');
	});

	it('a type that the server does not know', async () => {
		const told = toldBy(await onV(1).run('batchJob', 'create', { type: byId('nope-export') }));
		expect(told).toContain('Unable to find a BatchJob strategy with the type nope-export');
		expect(told).toContain("Check 'Type'");
	});

	it.each([
		['texts', ['The csv file parsing failed', 'Another reason'], 'failed; Another reason.'],
		[
			'objects',
			[{ code: 'unknown', message: 'Method not implemented.', err: [] }],
			'Medusa said: Method not implemented.',
		],
		[
			'objects with more',
			[{ code: 'x', message: 'No', err: ['row 3', 'row 5'] }],
			'No: row 3: row 5',
		],
		['many', Array.from({ length: 9 }, (_, row) => `row ${row}`), 'row 4 (and 4 more)'],
		['none', [], 'Medusa gives no reason'],
	])('a failed job with %s as reasons', async (_name, reasons, text) => {
		const medusa = onV(1);
		medusa.room.failure = reasons;
		const told = toldBy(await medusa.run('product', 'export'));
		expect(told).toContain(`Batch job ${medusa.job.id} ended with status failed`);
		expect(told).toContain(text);
	});

	it('a failed export of Medusa 2', async () => {
		const medusa = onV(2);
		medusa.room.failure = [];
		const told = toldBy(await medusa.run('order', 'export'));
		expect(told).toContain(
			'Medusa did not finish: Failed to export orders, please try again later',
		);
		expect(told).toContain('log of the server');
	});

	it('a job that somebody cancels while it is waited for', async () => {
		const medusa = onV(1);
		medusa.room.stuck = true;
		const running = medusa.run('product', 'export');
		while (medusa.job === undefined) await new Promise((next) => setTimeout(next, 5));
		medusa.job.status = 'canceled';
		expect(toldBy(await running)).toContain(
			`Batch job ${medusa.job.id} was canceled before it was done`,
		);
	});

	it.each<[string, IDataObject]>([
		['create', { type: byId('product-export') }],
		['get', { batchJobId: byId('batch_1') }],
		['getAll', {}],
		['confirm', { batchJobId: byId('batch_1') }],
		['cancel', { batchJobId: byId('batch_1') }],
	])('%s of a batch job on a Medusa 2 server', async (operation, parameters) => {
		const medusa = onV(2);
		const told = toldBy(await medusa.run('batchJob', operation, parameters));
		expect(told).toContain('This server is Medusa 2, which has no batch jobs');
		expect(told).toContain("Use 'Export' or 'Import' of Product, or 'Export' of Order");
		expect(told).not.toContain('<pre>');
	});

	it('a Medusa 2 server that is too old for an export of orders', async () => {
		const medusa = onV(2);
		const answer = medusa.room.v2.answer.bind(medusa.room.v2);
		medusa.room.v2.answer = (path, request) =>
			answer(path.replace('orders/export', 'orders/nothing'), request);
		const told = toldBy(await medusa.run('order', 'export'));
		expect(told).toContain('This server has no orders/export');
		expect(told).toContain('since version 2.12.3');
	});

	it('an address that is no Medusa server', async () => {
		const medusa = onV(2);
		sandbox.control.addFault({ kind: 'http404' });
		expect(toldBy(await medusa.run('product', 'export'))).not.toContain('Medusa 2');
	});

	it("the server's words about a filter", async () => {
		const filters = { moreFilters: '{ "colour": "red" }' };
		const told = toldBy(await onV(2).run('product', 'export', { filters }));
		expect(told).toContain("Unrecognized fields: 'colour'");
	});

	it('an error goes to the error output with its item', async () => {
		const medusa = onV(1);
		const id = await created(medusa);
		const result = await medusa.run(
			'batchJob',
			'get',
			{ batchJobId: byId('={{ $json.id }}') },
			{ items: [{ id }, { id: 'batch_nope' }], onError: 'continueErrorOutput' },
		);
		expect(records({ ...result, error: undefined })).toHaveLength(1);
		expect(result.errorItems).toHaveLength(1);
	});
});

describe('the version, with email and password', () => {
	const login = { authentication: 'password' };

	it.each([1, 2] as const)('is found out by itself: %i', async (version) => {
		const medusa = onV(version, login);
		const [record] = records(await medusa.run('product', 'export'));
		expect(record.server_version).toBe(version);
		expect(medusa.asked.filter((one) => one === 'GET /admin/auth')).toHaveLength(1);
		expect(medusa.credential.sessionToken).toMatch(/^jwt/);
	});

	it('is not asked for when it is set', async () => {
		const medusa = onV(2, { ...login, serverVersion: '2' });
		records(await medusa.run('product', 'export'));
		expect(medusa.asked).not.toContain('GET /admin/auth');
	});

	it('a session that ends during a run is renewed once, also under parallel requests', async () => {
		const medusa = onV(1, { ...login, serverVersion: '1', sessionToken: 'jwt-expired' });
		const items = Array.from({ length: 8 }, (_, index) => ({ id: `batch_${index}` }));
		const result = await medusa.run(
			'batchJob',
			'get',
			{ batchJobId: byId('={{ $json.id }}') },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(result.items).toHaveLength(8);
		// All came to their answer, which is that there are no such jobs.
		for (const { json } of result.items) expect(json.error).toContain('was not found');
		expect(medusa.room.logins).toBe(1);
	});
});

describe('the file host', () => {
	let host: Server;
	let seen: Array<{ url: string; headers: IncomingHttpHeaders }>;
	let reply: { status: number; headers?: Record<string, string>; body: string; cut?: boolean };

	beforeEach(async () => {
		seen = [];
		reply = { status: 200, body: 'a;b\n1;2\n' };
		host = createServer(({ url = '', headers }, response) => {
			seen.push({ url, headers });
			const { status, headers: more = {}, body, cut } = reply;
			response.writeHead(status, {
				...more,
				...(cut ? { 'content-length': String(body.length * 2) } : {}),
			});
			response.write(body);
			if (cut) setTimeout(() => response.destroy(), 20);
			else response.end();
		});
		await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
	});
	afterEach(async () => {
		host.closeAllConnections();
		await new Promise((done) => host.close(done));
	});

	const hostUrl = () => `http://127.0.0.1:${(host.address() as AddressInfo).port}`;

	it.each<[1 | 2, IDataObject]>([
		[1, {}],
		[2, {}],
		[1, { authentication: 'password' }],
		[2, { authentication: 'password' }],
	])('never sees the login (Medusa %i, %j)', async (version, connection) => {
		const medusa = onV(version, connection);
		medusa.room.fileHost = `${hostUrl()}/bucket`;
		const result = await medusa.run('product', 'export');
		records(result);
		expect(contentOf(result.items[0])).toBe(reply.body);
		expect(seen).toHaveLength(1);
		expect(seen[0].headers).not.toHaveProperty('authorization');
		expect(seen[0].headers).not.toHaveProperty('x-medusa-access-token');
		expect(seen[0].headers).not.toHaveProperty('cookie');
	});

	it('that redirects is followed, without the login', async () => {
		const medusa = onV(2);
		medusa.room.fileHost = hostUrl();
		reply = {
			status: 302,
			headers: { location: `${medusa.room.baseUrl}/static/nothing` },
			body: '',
		};
		const told = toldBy(await medusa.run('product', 'export'));
		expect(told).toContain('answered with HTTP status 404');
		const last = medusa.requests[medusa.requests.length - 1];
		expect(last.path).toBe('/medusa/v2/static/nothing');
		expect(last.sent?.headers).not.toHaveProperty('authorization');
	});

	it('that redirects for ever is given up', async () => {
		const medusa = onV(2);
		medusa.room.fileHost = hostUrl();
		reply = { status: 302, headers: { location: `${hostUrl()}/again` }, body: '' };
		expect(toldBy(await medusa.run('product', 'export'))).toContain('HTTP status 302');
		expect(seen).toHaveLength(4);
	});

	it.each(['file', 'items'])('that breaks off gives no half file (%s)', async (result) => {
		const medusa = onV(2);
		medusa.room.fileHost = hostUrl();
		reply = { status: 200, body: 'a,b\n1,2\n', cut: true };
		const run = await medusa.run('product', 'export', { result });
		expect(run.items).toEqual([]);
		expect(toldBy(run)).toContain('its file came only in part: the connection was cut off');
	});

	it('that sends a file which ends inside quotes: no half rows', async () => {
		const medusa = onV(2);
		medusa.room.fileHost = hostUrl();
		reply = { status: 200, body: 'a,b\n1,"2' };
		const told = toldBy(await medusa.run('product', 'export', { result: 'items' }));
		expect(told).toContain('came only in part: the text ends inside quotes');
	});

	it('in a network that only the server should see is not asked', async () => {
		const medusa = onV(2);
		medusa.room.fileHost = 'http://169.254.169.254/latest';
		const told = toldBy(await medusa.run('product', 'export'));
		expect(told).toContain(
			'The server names a file at "http://169.254.169.254", which was not fetched: it is no public address',
		);
		expect(told).toContain("set its 'backend_url'");
	});

	it.each(['file:///etc/passwd#', 'javascript:alert(1)//'])('%s is no address', async (address) => {
		const medusa = onV(2);
		medusa.room.fileHost = address;
		expect(toldBy(await medusa.run('product', 'export'))).toContain('which was not fetched');
	});
});
