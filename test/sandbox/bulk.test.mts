import { type Sandbox, startSandbox } from './index.mts';
import { at, graphql } from './testClient.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ amounts: { products: 6, customers: 4, orders: 3 } });
});
afterAll(() => sandbox.stop());
beforeEach(() => {
	sandbox.control.reset();
	sandbox.control.bulk({ delayMs: 10 });
});

const FIELDS =
	'id status type errorCode objectCount rootObjectCount fileSize url partialDataUrl query completedAt';
const START = `mutation Start($query: String!, $group: Boolean = false) { bulkOperationRunQuery(query: $query, groupObjects: $group) { bulkOperation { ${FIELDS} } userErrors { field message code } } }`;
const STATE = `query State($id: ID!) { bulkOperation(id: $id) { ${FIELDS} } }`;
const PRODUCTS =
	'{ products { edges { node { id title variants { edges { node { id sku } } } } } } }';

const start = async (query: string, group = false) => {
	const { data } = await graphql(sandbox, START, { query, group });
	return at(data, 'bulkOperationRunQuery') as {
		bulkOperation: Record<string, string | null> | null;
		userErrors: Array<Record<string, unknown>>;
	};
};

async function finished(id: unknown): Promise<Record<string, string | null>> {
	for (;;) {
		const { data } = await graphql(sandbox, STATE, { id });
		const state = at(data, 'bulkOperation') as Record<string, string | null>;
		if (!['CREATED', 'RUNNING', 'CANCELING'].includes(state.status ?? '')) return state;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

const linesAt = async (url: string | null) => {
	const text = await (await fetch(url ?? '')).text();
	return {
		text,
		lines: text
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, string>),
	};
};

describe('bulk queries', () => {
	it('go from CREATED to COMPLETED and leave a file with every object', async () => {
		const { bulkOperation } = await start(PRODUCTS, true);
		expect(bulkOperation).toMatchObject({
			status: 'CREATED',
			type: 'QUERY',
			objectCount: '0',
			url: null,
			query: PRODUCTS,
		});
		const state = await finished(bulkOperation?.id);
		const { products } = sandbox.shopify.db;
		const objects =
			products.length + products.reduce((sum, { variants }) => sum + variants.length, 0);
		expect(state).toMatchObject({
			status: 'COMPLETED',
			objectCount: String(objects),
			rootObjectCount: String(products.length),
		});
		const { text, lines } = await linesAt(state.url);
		expect(text.length).toBe(Number(state.fileSize));
		expect(text).toContain('gid:\\/\\/shopify\\/Product\\/');
		expect(lines).toHaveLength(objects);
		// Grouped: each child stands below its own parent.
		let parent = '';
		for (const { id, __parentId: of } of lines) {
			if (of === undefined) parent = id;
			else expect(of).toBe(parent);
		}
	});

	it('need not stand in groups when that was not asked for', async () => {
		const { bulkOperation } = await start(PRODUCTS);
		const { url } = await finished(bulkOperation?.id);
		const { lines } = await linesAt(url);
		const seen = new Set<string>();
		const beside = lines.filter(({ __parentId: of }, index) => {
			const before = lines[index - 1];
			return of !== undefined && before.id !== of && before.__parentId !== of;
		});
		for (const { id, __parentId: of } of lines) {
			if (of !== undefined) expect(seen).toContain(of);
			seen.add(id);
		}
		expect(beside.length).toBeGreaterThan(0);
	});

	it('give parts of their file, and take no token', async () => {
		const { url } = await finished((await start(PRODUCTS)).bulkOperation?.id);
		const { text } = await linesAt(url);
		const rest = await fetch(url ?? '', { headers: { range: 'bytes=10-' } });
		expect(rest.status).toBe(206);
		expect(await rest.text()).toBe(text.slice(10));
		const marked = await fetch(url ?? '', { headers: { 'x-shopify-access-token': 'x' } });
		expect(marked.status).toBe(400);
	});

	it('are refused in the recorded words', async () => {
		expect((await start('{ shop { id } }')).userErrors).toEqual([
			{
				field: ['query'],
				message: 'Bulk queries must contain at least one connection.',
				code: 'INVALID',
			},
		]);
		sandbox.control.bulk({ limit: 1, hold: true });
		const { bulkOperation } = await start(PRODUCTS);
		expect((await start(PRODUCTS)).userErrors).toEqual([
			{
				field: null,
				message: `A bulk query operation for this app and shop is already in progress: ${bulkOperation?.id ?? ''}.`,
				code: 'OPERATION_IN_PROGRESS',
			},
		]);
	});

	it('can be cancelled while they run, and not afterwards', async () => {
		const CANCEL =
			'mutation Cancel($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } } }';
		const cancel = async (id: unknown) =>
			at((await graphql(sandbox, CANCEL, { id })).data, 'bulkOperationCancel');
		sandbox.control.bulk({ hold: true });
		const running = (await start(PRODUCTS)).bulkOperation?.id;
		expect(await cancel(running)).toEqual({
			bulkOperation: { status: 'CANCELING' },
			userErrors: [],
		});
		expect(await finished(running)).toMatchObject({ status: 'CANCELED', url: null });
		sandbox.control.bulk({ hold: false });
		const done = (await start(PRODUCTS)).bulkOperation?.id;
		await finished(done);
		expect(await cancel(done)).toMatchObject({
			userErrors: [
				{ field: null, message: 'A bulk operation cannot be canceled when it is completed' },
			],
		});
		expect(await cancel('gid://shopify/BulkOperation/1')).toMatchObject({
			userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }],
		});
	});

	it('fail with what was read until then', async () => {
		sandbox.control.grow({ products: 150 });
		sandbox.control.bulk({ failAfter: 100, errorCode: 'TIMEOUT' });
		const state = await finished(
			(await start('{ products { edges { node { id } } } }')).bulkOperation?.id,
		);
		expect(state).toMatchObject({ status: 'FAILED', errorCode: 'TIMEOUT', url: null });
		expect((await linesAt(state.partialDataUrl)).lines).toHaveLength(100);
	});

	it('are listed newest first, for their own app', async () => {
		const ids: unknown[] = [];
		for (let n = 0; n < 3; n++) {
			ids.push((await start(PRODUCTS)).bulkOperation?.id);
			await finished(ids[n]);
		}
		const LIST = '{ bulkOperations(first: 10) { nodes { id } } }';
		const { data } = await graphql(sandbox, LIST);
		expect(at(data, 'bulkOperations', 'nodes')).toEqual(ids.reverse().map((id) => ({ id })));
		const other = await graphql(sandbox, LIST, {}, { token: sandbox.shopify.readProductsToken });
		expect(at(other.data, 'bulkOperations', 'nodes')).toEqual([]);
	});
});
