import { inspect } from 'node:util';
import { AxiosError, AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { InputError, nodeError, PlatformError } from '../../nodes/shared/errors.ts';
import { node } from './contexts.mts';

const SECRET = 'shpat_0123456789abcdef';

/** What an HTTP client throws: the request with its headers, and the answer. */
function axiosError(): AxiosError {
	const headers = new AxiosHeaders({ 'X-Shopify-Access-Token': SECRET });
	const config = { url: 'https://my-shop.myshopify.com', headers } as InternalAxiosRequestConfig;
	const response = { status: 403, statusText: '', headers: {}, config, data: { errors: 'no' } };
	return new AxiosError(
		'Request failed with status code 403',
		'ERR_BAD_REQUEST',
		config,
		{ config },
		response,
	);
}

it.each([
	[true, 'Look there. Repeating this later is safe. Items already done in this run: 0.'],
	[false, 'Look there. Items already done in this run: 0.'],
])('says that a request may be repeated where it may: %s', (repeatable, description) => {
	const cause = new PlatformError({ message: 'No answer', advice: 'Look there.', repeatable });
	const error = nodeError(node, cause, 1, 'Items already done in this run: 0.');
	expect(error.description).toBe(description);
});

it('of n8n itself is told as it is, with the remark', () => {
	const cause = new NodeOperationError(node, 'No credentials', { description: 'Choose some.' });
	const error = nodeError(node, cause, 2, 'Items already done in this run: 0.');
	expect(error.message).toBe('No credentials');
	expect(error.description).toBe('Choose some. Items already done in this run: 0.');
	expect(error.context.itemIndex).toBe(2);
});

/** Everything of an error that n8n shows, stores or hands on. */
const visible = (error: Error & { description?: string | null }) =>
	JSON.stringify([error.message, error.description, error.stack, error]);

describe('refused input', () => {
	const error = nodeError(node, new InputError("'amount' must be a number", 'Leave it out.'), 3);

	it('is an operation error with the field, the advice and the item', () => {
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe("'amount' must be a number");
		expect(error.description).toBe('Leave it out.');
		expect(error.context.itemIndex).toBe(3);
	});
});

describe("a platform's refusal", () => {
	const refusal = { message: 'The shop is frozen', advice: 'Pay the bill.', code: '402' };

	it('is an API error with what happened, the advice, the code and the item', () => {
		const error = nodeError(node, new PlatformError(refusal), 0);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: refusal.message,
			description: refusal.advice,
			httpCode: '402',
		});
		expect(error.context.itemIndex).toBe(0);
	});

	it.each(['400', '401', '403', '404', '429', '500', '502', 'ECONNRESET', 'ACCESS_DENIED'])(
		'keeps its own text for the code %s, for which n8n has another',
		(code) => {
			const error = nodeError(node, new PlatformError({ ...refusal, code }), 0);
			expect(error.message).toBe('The shop is frozen');
			expect(error.description).toBe('Pay the bill.');
		},
	);

	it.each([
		[
			'Pay the bill.',
			'Items already done in this run: 0.',
			'Pay the bill. Items already done in this run: 0.',
		],
		['', 'Items already done in this run: 0.', 'Items already done in this run: 0.'],
		[undefined, undefined, undefined],
	])('advice %j and remark %j stand together', (advice, remark, description) => {
		const error = nodeError(node, new PlatformError({ message: 'x', advice }), 0, remark);
		expect(error.description).toBe(description);
	});
});

describe('anything else that was thrown', () => {
	it.each<[unknown, string]>([
		[new RangeError('No such operation'), 'No such operation'],
		['a text', 'a text'],
	])('%s', (thrown, message) => {
		const error = nodeError(node, thrown, 2);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(message);
		expect(error.context.itemIndex).toBe(2);
	});
});

it('a TypeError means that an answer was not as expected', () => {
	const error = nodeError(node, new TypeError('x is not a function'), 2);
	expect(error.message).toBe("The platform's answer does not have the expected form");
	expect(error.description).toBe('Details: x is not a function.');
});

describe("an error of n8n's", () => {
	it('goes on as it is, with the item', () => {
		const thrown = new NodeOperationError(node, 'No credentials');
		expect(nodeError(node, thrown, 4)).toBe(thrown);
		expect(thrown.context.itemIndex).toBe(4);
	});

	it('keeps the item that it has', () => {
		const thrown = new NodeOperationError(node, 'Wrong', { itemIndex: 1 });
		expect(nodeError(node, thrown, 4).context.itemIndex).toBe(1);
	});
});

describe('no secret is handed on', () => {
	it('the axios error of this test holds one', () => {
		expect(axiosError().config?.headers.get('X-Shopify-Access-Token')).toBe(SECRET);
	});

	it.each<[string, () => unknown]>([
		["an HTTP client's error", axiosError],
		["an HTTP client's error as a plain object", () => ({ ...axiosError() })],
		[
			'a refusal with that as its cause',
			() => Object.assign(new PlatformError({ message: 'No' }), { cause: axiosError() }),
		],
	])('%s: not even in what lies behind the error', (_, thrown) => {
		const error = nodeError(node, thrown(), 0);
		expect(visible(error)).not.toContain(SECRET);
		expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(SECRET);
	});

	it("n8n's own error around it: not in what is shown and stored", () => {
		const thrown = new NodeApiError(node, axiosError() as never);
		expect(visible(nodeError(node, thrown, 0))).not.toContain(SECRET);
	});
});
