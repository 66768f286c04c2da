import type { PlatformError } from '../../nodes/shared/errors.ts';
import type { Answer, Verdict } from '../../nodes/shared/request.ts';
import {
	deniedFields,
	judge,
	judgeTogether,
	reportedBucket,
	searchWarnings,
	userRefusal,
} from '../../nodes/Shopify/client/answers.ts';

const answer = (body: unknown, status = 200, headers = {}): Answer => ({ status, headers, body });

const cost = (available: number, requested = 10) => ({
	cost: {
		requestedQueryCost: requested,
		actualQueryCost: requested,
		throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate: 100 },
	},
});

const failed = (message: string, code?: string, more = {}) => ({
	errors: [{ message, ...more, ...(code ? { extensions: { code } } : {}) }],
});

/** The error of an answer that is refused. */
function refusalOf(given: Answer): PlatformError {
	const verdict: Verdict = judge(given);
	if (verdict.kind !== 'refused') throw new Error(`It was ${verdict.kind}`);
	return verdict.error;
}

describe('several requests in one document', () => {
	const broken = { message: 'Internal error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };

	it('what is refused of it, or of its size, is for the parts to be judged', () => {
		expect(judgeTogether(answer(failed('Invalid id', 'INVALID_VARIABLE')))).toEqual({
			kind: 'accepted',
		});
		for (const status of [400, 413, 422]) {
			expect(judgeTogether(answer('', status))).toEqual({ kind: 'accepted' });
		}
		expect(judgeTogether(answer('', 403))).toMatchObject({ kind: 'refused' });
	});

	it('reads that break down are asked for in parts, changes are not', () => {
		expect(judgeTogether(answer({ errors: [broken] }), true)).toEqual({ kind: 'accepted' });
		expect(judgeTogether(answer({ errors: [broken] }))).toMatchObject({ kind: 'broken' });
		expect(judgeTogether(answer('', 502), true)).toMatchObject({ kind: 'broken' });
	});

	it('one that was throttled after another ran does not send all of them again', () => {
		const throttled = { message: 'Throttled', extensions: { code: 'THROTTLED' } };
		const of = (data: object) => answer({ data, errors: [throttled] });
		expect(judgeTogether(of({ u0_a: {}, u1_a: null }))).toEqual({ kind: 'accepted' });
		expect(judgeTogether(of({ u0_a: null, u1_a: null }))).toMatchObject({ kind: 'throttled' });
		expect(judge(of({ a: {} }))).toMatchObject({ kind: 'broken' });
	});

	it('refusals in it are not told as fields that may not be read', () => {
		const refusal = { message: 'Invalid id', path: ['u1_a'], extensions: { code: 'X' } };
		const denied = {
			message: 'Access denied for c field.',
			path: ['u0_a', 'c'],
			extensions: { code: 'ACCESS_DENIED' },
		};
		const data = { u0_a: { c: null }, u1_a: null };
		expect(deniedFields(answer({ data, errors: [refusal, denied] }))).toEqual([
			"'a.c' is empty because the app may not read it.",
		]);
		expect(deniedFields(answer(failed('Too dear', 'MAX_COST_EXCEEDED')))).toEqual([]);
	});
});

describe('accepted', () => {
	it.each<[string, object]>([
		['data', { data: { shop: { name: 'x' } } }],
		['data with its cost', { data: { order: null }, extensions: cost(1990) }],
		['an empty list of errors', { data: { order: null }, errors: [] }],
		[
			'a mutation that was refused: its userErrors are read later',
			{ data: { orderClose: { userErrors: [{}] } } },
		],
	])('%s', (_, body) => {
		expect(judge(answer(body))).toEqual({ kind: 'accepted' });
	});
});

describe('throttled', () => {
	it('by Shopify with the state of its bucket: until the points that lack are restored', () => {
		const body = { ...failed('Throttled', 'THROTTLED'), extensions: cost(5) };
		expect(judge(answer(body))).toEqual({ kind: 'throttled', waitMs: 50 });
		expect(reportedBucket(answer(body))).toEqual({
			available: 5,
			capacity: 2000,
			restorePerSecond: 100,
		});
	});

	it('for as long as the points that lack are restored, also when our estimate is too low', () => {
		const body = { ...failed('Throttled', 'THROTTLED'), extensions: cost(60, 160) };
		expect(judge(answer(body))).toEqual({ kind: 'throttled', waitMs: 1000 });
	});

	it('by Shopify without it: own back-off', () => {
		expect(judge(answer(failed('Throttled', 'THROTTLED')))).toEqual({
			kind: 'throttled',
			waitMs: undefined,
		});
	});

	it.each([
		[{ 'retry-after': '2.0' }, 2000],
		[{}, undefined],
	])('by a gateway, HTTP 429 %j', (headers, waitMs) => {
		expect(judge(answer('', 429, headers))).toEqual({ kind: 'throttled', waitMs });
	});
});

describe('broken: it may come right, or may have been carried out', () => {
	it.each<[string, Answer, string]>([
		['500', answer({}, 500), 'HTTP status 500'],
		['502', answer('<html>Bad Gateway</html>', 502), 'HTTP status 502'],
		['503', answer('', 503), 'HTTP status 503'],
		['504', answer('', 504), 'HTTP status 504'],
		['half a JSON', answer('{"data": {"shop": {"na'), 'an answer that is not complete JSON'],
		['a page of HTML', answer('<!DOCTYPE html><html>'), 'an answer that is not complete JSON'],
		['no body', answer(''), 'an answer that is not JSON'],
		['null', answer(null), 'an answer that is not JSON'],
		['a list', answer([]), 'an answer that is not JSON'],
		['neither data nor errors', answer({ extensions: cost(5) }), 'an answer without data'],
		['data of null', answer({ data: null }), 'an answer without data'],
	])('%s', (_, given, reason) => {
		expect(judge(given)).toMatchObject({ kind: 'broken', reason });
	});

	it('an internal error, with the first line of what Shopify says', () => {
		const message =
			'Internal error. Looks like something went wrong on our end.\nRequest ID: 1 (include this in support requests).';
		expect(judge(answer(failed(message, 'INTERNAL_SERVER_ERROR')))).toEqual({
			kind: 'broken',
			reason: 'Internal error. Looks like something went wrong on our end.',
			code: 'INTERNAL_SERVER_ERROR',
		});
	});
});

describe('refused by its HTTP status', () => {
	it.each([
		[401, /did not accept the access token/],
		[402, /shop is frozen/],
		[403, /does not allow this app/],
		[404, /no shop at this address/],
		[423, /shop is locked/],
		[406, /HTTP status 406/],
		[400, /HTTP status 400/],
	])('%i', (status, message) => {
		for (const body of [{ errors: 'In their words' }, '<html>', '', { errors: { id: ['x'] } }]) {
			const error = refusalOf(answer(body, status));
			expect(error.message).toMatch(message);
			expect(error.code).toBe(String(status));
			expect(error.advice).not.toMatch(/undefined|\[object/);
		}
	});

	it.each([
		[
			{ errors: '[API] Invalid API key or access token' },
			'Shopify said: [API] Invalid API key or access token',
		],
		[
			{ error: 'invalid_request', error_description: 'The app is gone' },
			'Shopify said: The app is gone',
		],
		[{ error: 'application_cannot_be_found' }, 'Shopify said: application_cannot_be_found'],
	])("%j: Shopify's own words are told", (body, words) => {
		expect(refusalOf(answer(body, 401)).advice).toContain(words);
	});
});

describe('refused in its body', () => {
	it('the whole query: the missing scope is named', () => {
		const message = 'Access denied for orders field. Required access: `read_orders` access scope.';
		const body = {
			...failed(message, 'ACCESS_DENIED', { path: ['orders'] }),
			data: { orders: null },
		};
		const error = refusalOf(answer(body));
		expect(error.message).toBe('The app may not do this: the access scope read_orders is missing');
		expect(error.advice).toContain(message);
		expect(error.code).toBe('ACCESS_DENIED');
	});

	it('of several scopes that would do the first is named, also from requiredAccess', () => {
		const extensions = {
			code: 'ACCESS_DENIED',
			requiredAccess: '`read_orders` or `read_all_orders` access scope.',
		};
		const error = refusalOf(answer({ errors: [{ message: 'Access denied', extensions }] }));
		expect(error.message).toBe('The app may not do this: the access scope read_orders is missing');
	});

	it('a denial that names no scope', () => {
		const error = refusalOf(answer(failed('Access denied for shop field.', 'ACCESS_DENIED')));
		expect(error.message).toBe('The app may not do this: an access scope is missing');
	});

	it('not for a nested field: what was read is accepted, and a remark says what is empty', () => {
		const message =
			'Access denied for customer field. Required access: `read_customers` access scope.';
		const body = {
			...failed(message, 'ACCESS_DENIED', { path: ['orders', 'nodes', 0, 'customer'] }),
			data: { orders: { nodes: [{ id: '1', customer: null }] } },
		};
		expect(judge(answer(body))).toEqual({ kind: 'accepted' });
		expect(deniedFields(answer(body))).toEqual([
			"'orders.nodes.customer' is empty because the app may not read it: it needs `read_customers`.",
		]);
	});

	it('for a nested field whose root is empty too', () => {
		const body = {
			...failed('Access denied.', 'ACCESS_DENIED', { path: ['order', 'customer'] }),
			data: { order: null },
		};
		expect(judge(answer(body)).kind).toBe('refused');
	});

	it('for a nested denial beside another error', () => {
		const body = {
			errors: [
				{ message: 'Denied.', path: ['shop', 'plan'], extensions: { code: 'ACCESS_DENIED' } },
				{ message: 'Invalid id: x', path: ['order'], extensions: { code: 'RESOURCE_NOT_FOUND' } },
			],
			data: { shop: { plan: null }, order: null },
		};
		expect(judge(answer(body)).kind).toBe('refused');
	});

	it.each<[string, object, string, RegExp]>([
		[
			'a query that is too dear',
			failed(
				'Query cost is 1723, which exceeds the single query max cost limit (1000).',
				'MAX_COST_EXCEEDED',
			),
			'MAX_COST_EXCEEDED',
			/asks for too much at once/,
		],
		[
			'an unknown id',
			failed('Invalid id: gid://shopify/X/1', 'RESOURCE_NOT_FOUND'),
			'RESOURCE_NOT_FOUND',
			/does not know this ID/,
		],
		[
			'a variable that does not fit',
			failed(
				'Variable $input of type OrderInput! was provided invalid value for staffMemberId (Field is not defined on OrderInput)',
				'INVALID_VARIABLE',
			),
			'INVALID_VARIABLE',
			/^Variable \$input of type OrderInput!/,
		],
		[
			'an unknown field',
			failed("Field 'code' doesn't exist on type 'UserError'", 'undefinedField'),
			'undefinedField',
			/^Field 'code'/,
		],
		[
			'a missing directive',
			failed(
				'The @idempotent directive is required for this mutation but was not provided.',
				'BAD_REQUEST',
			),
			'BAD_REQUEST',
			/@idempotent/,
		],
		[
			'an error without a code',
			failed('An operation name is required'),
			'GRAPHQL',
			/^An operation name/,
		],
	])('%s', (_, body, code, message) => {
		const error = refusalOf(answer(body));
		expect(error.code).toBe(code);
		expect(error.message).toMatch(message);
		expect(`${error.message} ${error.advice}`).toContain(
			(body as { errors: [{ message: string }] }).errors[0].message,
		);
	});

	it('errors that are a text', () => {
		const error = refusalOf(answer({ errors: 'Not Found' }));
		expect(error).toMatchObject({ message: 'Shopify refused the request', advice: 'Not Found' });
	});

	it('several errors: the first one, and the others beside it', () => {
		const errors = ['one\nmore', 'two', 'three', 'four', 'five'].map((message) => ({ message }));
		const error = refusalOf(answer({ errors }));
		expect(error).toMatchObject({ message: 'one', advice: 'Also: two; three; four' });
	});
});

describe('the bucket', () => {
	it.each<[string, unknown]>([
		['an answer to an invalid document', failed('x', 'undefinedField')],
		['half an answer', '{"data'],
		['no answer', undefined],
	])('is not in %s', (_, body) => {
		expect(reportedBucket(answer(body))).toBeUndefined();
	});
});

describe('a search that was not understood', () => {
	it('is told field by field', () => {
		const search = [
			{
				path: ['orders'],
				warnings: [
					{
						field: 'total',
						message: 'Invalid search field for this query.',
						code: 'invalid_field',
					},
				],
			},
			{ path: ['orders'] },
			{
				path: ['customersCount'],
				warnings: [{ message: 'Input must use named search fields in this query.' }],
			},
		];
		expect(searchWarnings(answer({ data: {}, extensions: { search } }))).toEqual([
			"'total': Invalid search field for this query.",
			'Input must use named search fields in this query.',
		]);
	});

	it('is nothing in an ordinary answer', () => {
		expect(searchWarnings(answer({ data: {} }))).toEqual([]);
	});
});

describe('userErrors', () => {
	it.each([
		['without any', { order: {}, userErrors: [] }],
		['of no payload', null],
		['of a list', []],
	])('%s: nothing is refused', (_, payload) => {
		expect(userRefusal(payload)).toBeUndefined();
	});

	it('with a field and no code', () => {
		const payload = {
			order: null,
			userErrors: [{ field: ['input', 'phone'], message: 'Phone is invalid' }],
		};
		expect(userRefusal(payload)).toMatchObject({
			message: 'Shopify did not accept this: Phone is invalid',
			advice: 'Phone is invalid (field input.phone)',
			code: 'USER_ERROR',
		});
	});

	it('with a code and no field', () => {
		const userErrors = [{ field: null, message: 'Busy', code: 'OPERATION_IN_PROGRESS' }];
		expect(userRefusal({ userErrors })).toMatchObject({
			advice: 'Busy (code OPERATION_IN_PROGRESS)',
			code: 'OPERATION_IN_PROGRESS',
		});
	});

	it('with neither', () => {
		const refusal = userRefusal({
			userErrors: [{ field: null, message: 'This order has been paid' }],
		});
		expect(refusal?.message).toBe('Shopify did not accept this: This order has been paid');
		expect(refusal?.advice).toBeUndefined();
	});

	it('of a document that did not ask for the message', () => {
		expect(userRefusal({ userErrors: [{ code: 'BLANK' }] })?.message).toBe(
			'Shopify did not accept this: BLANK',
		);
		expect(userRefusal({ userErrors: [{}] })?.message).toBe(
			'Shopify did not accept this: no reason given',
		);
	});

	it('several: each is told', () => {
		const userErrors = [
			{ field: ['shippingAddress', 'lastName'], message: 'Enter a last name' },
			{ field: ['shippingAddress', 'zip'], message: 'Enter a ZIP code' },
		];
		expect(userRefusal({ userErrors })?.advice).toBe(
			'Enter a last name (field shippingAddress.lastName); Enter a ZIP code (field shippingAddress.zip)',
		);
	});

	it('one message for several fields: each field is told', () => {
		const message = 'Quantity must be greater than or equal to 1';
		const userErrors = ['0', '1'].map((line) => ({ field: ['lineItems', line], message }));
		expect(userRefusal({ userErrors })?.advice).toBe(
			`${message} (field lineItems.0); ${message} (field lineItems.1)`,
		);
	});

	it('the same refusal told twice is told once, with its code', () => {
		const message = 'Cannot cancel an order that has already been canceled';
		const payload = {
			job: null,
			userErrors: [{ field: ['orderId'], message }],
			orderCancelUserErrors: [{ field: ['orderId'], message, code: 'INVALID' }],
		};
		expect(userRefusal(payload)).toMatchObject({
			advice: `${message} (field orderId, code INVALID)`,
			code: 'INVALID',
		});
	});

	it('the same without codes is told once', () => {
		const one = { field: null, message: 'Cancellation is already in progress' };
		const payload = { orderCancelUserErrors: [one], userErrors: [one] };
		expect(userRefusal(payload)?.message).toBe(
			'Shopify did not accept this: Cancellation is already in progress',
		);
		expect(userRefusal(payload)?.advice).toBeUndefined();
	});
});
