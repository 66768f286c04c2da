import type { Outgoing } from '../sandbox/http.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { byId, records } from '../workflows/shopify.mts';
import { FAST, ShoplineUnderTest, toldBy } from './shopline.mts';

let sandbox: Sandbox;
let shopline: ShoplineUnderTest;

beforeAll(async () => {
	sandbox = await startSandbox({ shopline: { bucket: FAST } });
	shopline = new ShoplineUnderTest(sandbox);
});
afterAll(async () => await sandbox.stop());

const get = (productId: string) => ({
	resource: 'product',
	operation: 'get',
	productId: byId(productId),
});

const KNOWN = '16050375155238626683133099';

/** Has the shop answer in one way only. */
async function answering<T>(answer: Outgoing, what: () => Promise<T>): Promise<T> {
	const { room } = shopline;
	const own = room.answer.bind(room);
	room.answer = () => ({ headers: { traceid: 'trace-7' }, ...answer });
	try {
		return await what();
	} finally {
		room.answer = own;
	}
}

beforeEach(() => sandbox.control.reset());

describe('every documented status as a text that says what to do', () => {
	it.each<[number, unknown, string[]]>([
		[400, 'title is invalid', ['did not accept this: title is invalid']],
		[401, 'Unauthorized', ['did not accept the access token', 'Open the credential']],
		[402, 'Frozen', ['The store is frozen', 'settle the bill']],
		[403, 'Requires read_products access scope.', ['does not allow this app', 'read_products']],
		[404, 'The product does not exist.', [`Product ${KNOWN} was not found`, 'Check the ID']],
		[404, 'Not Found', ['nothing at this address', "'API Version'"]],
		[406, undefined, ['cannot answer in the asked format']],
		[412, 'high-risk content', ['took the content for dangerous', 'Remove scripts']],
		[422, 'The handle is taken.', ['did not accept this: The handle is taken']],
		[422, ['one', 'two'], ['did not accept this: one', 'one; two']],
		[422, { title: ["can't be blank"] }, ["did not accept this: title can't be blank"]],
		[422, { title: 'too long', spu: ['a', 'b'] }, ['title too long; spu a; spu b']],
		[423, 'Locked', ['The store is locked', 'Contact SHOPLINE']],
		[433, undefined, ['firewall blocked', 'Wait a while']],
		[434, undefined, ['too many of them', "'Requests per Second'"]],
		[435, undefined, ['as an attack by many requests']],
		[436, undefined, ['security rules blocked the content']],
		[501, undefined, ['does not offer this']],
		[302, undefined, ['redirect, which was not followed']],
		[418, undefined, ['HTTP status 418']],
	])('%i %j', async (status, errors, texts) => {
		const body = errors === undefined ? {} : { errors };
		const result = await answering({ status, body }, async () => await shopline.run(get(KNOWN)));
		for (const text of texts) expect(toldBy(result)).toContain(text);
		expect(toldBy(result)).toContain('trace-7');
		expect(toldBy(result)).not.toContain(sandbox.shopline.accessToken);
	});

	it.each([
		[{ code: 'X1', message: 'The store is being moved' }, 'The store is being moved'],
		[{ error: 'broken field' }, 'broken field'],
	])('reasons outside of errors: %j', async (body, text) => {
		const result = await answering({ status: 422, body }, async () => shopline.run(get(KNOWN)));
		expect(toldBy(result)).toContain(`did not accept this: ${text}`);
	});

	it('a refusal inside status 200', async () => {
		const answer = { status: 200, body: { errors: 'The product is being deleted' } };
		const result = await answering(answer, async () => await shopline.run(get(KNOWN)));
		expect(toldBy(result)).toContain('did not accept this: The product is being deleted');
	});

	it.each([
		[{ status: 200, body: {} }, "holds no 'product'"],
		[{ status: 200, body: { product: [] } }, "holds no 'product'"],
	])('an answer without what was asked for: %j', async (answer, text) => {
		const result = await answering(answer, async () => await shopline.run(get(KNOWN)));
		expect(toldBy(result)).toContain(text);
	});

	it('a list that is none', async () => {
		const answer = { status: 200, body: { products: {} } };
		const list = { resource: 'product', operation: 'getAll' };
		const result = await answering(answer, async () => await shopline.run(list));
		expect(toldBy(result)).toContain("holds no list 'products'");
	});
});

describe('the shop itself says so', () => {
	it('a wrong token', async () => {
		const other = new ShoplineUnderTest(sandbox, { accessToken: 'wrong-token' });
		const result = await other.run(get(shopline.product.id));
		expect(toldBy(result)).toContain('did not accept the access token');
		expect(toldBy(result)).not.toContain('wrong-token');
	});

	it.each([
		['frozen', 'The store is frozen'],
		['locked', 'The store is locked'],
	] as const)('a %s store', async (state, text) => {
		shopline.room.state = state;
		expect(toldBy(await shopline.run(get(shopline.product.id)))).toContain(text);
	});

	it('a missing scope', async () => {
		shopline.room.denied.add('read_products');
		expect(toldBy(await shopline.run(get(shopline.product.id)))).toContain('read_products');
	});

	it('a version that is none, before anything is sent', async () => {
		const options = { apiVersion: '../../x' };
		const result = await shopline.run({ ...get(KNOWN), options });
		expect(toldBy(result)).toContain("'API Version' cannot be '../../x'");
		expect(shopline.requests).toHaveLength(0);
	});

	it('a version that is served no more', async () => {
		const parameters = { ...get(shopline.product.id), options: { apiVersion: 'v20220101' } };
		expect(toldBy(await shopline.run(parameters))).toContain("'API Version'");
	});

	it.each([
		['product', 'get', { productId: byId('1605') }, 'Product 1605 was not found'],
		['order', 'get', { orderId: byId('2105') }, 'Order 2105 was not found'],
		['customer', 'get', { customerId: byId('4205') }, 'Customer 4205 was not found'],
		['productVariant', 'get', { variantId: byId('1805') }, 'Variant 1805 was not found'],
		['customer', 'delete', { customerId: byId('4205') }, 'Customer 4205 was not found'],
	])('%s %s: what is not there', async (resource, operation, parameters, text) => {
		const result = await shopline.run({ resource, operation, ...parameters } as never);
		expect(toldBy(result)).toContain(text);
		expect(result.error?.httpCode).toBe('404');
	});

	it('an ID that is none, before anything is sent', async () => {
		const result = await shopline.payload('product', 'get', { product_id: 'lamp' });
		expect(toldBy(result)).toContain("'product_id' is not a valid ID: 'lamp'");
		expect(shopline.requests).toHaveLength(0);
	});

	it('an update without changes, before anything is sent', async () => {
		const update = { resource: 'product', operation: 'update', productId: byId(KNOWN) };
		expect(toldBy(await shopline.run(update))).toContain('There is nothing to update');
		expect(shopline.requests).toHaveLength(0);
	});

	it('an email that is taken', async () => {
		const [first] = shopline.room.store.customers.values();
		const result = await shopline.payload('customer', 'create', { email: first.email as string });
		expect(toldBy(result)).toContain('email has already been taken');
	});

	it('an error goes to the error output with its item', async () => {
		const result = await shopline.run(
			{ ...get(''), productId: byId('={{ $json.id }}') },
			{ items: [{ id: shopline.product.id }, { id: KNOWN }], onError: 'continueErrorOutput' },
		);
		expect(records({ ...result, error: undefined })).toHaveLength(1);
		expect(result.errorItems).toHaveLength(1);
	});
});
