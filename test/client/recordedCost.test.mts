import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { documentCost } from '../../nodes/Shopify/client/cost.ts';
import { describeRecorded, FACTS, recordedParts } from './facts.mts';
import { inlined } from './inline.mts';

interface Exchange {
	document?: unknown;
	query?: unknown;
	variables?: Record<string, never>;
	response?: Priced & { body?: Priced; payload?: Priced };
}

interface Priced {
	extensions?: { cost?: { requestedQueryCost?: number } };
}

/** Recordings hold the answer's body beside its status, or alone. */
const askedFor = (response: Exchange['response']) =>
	[response, response?.body, response?.payload]
		.map((one) => one?.extensions?.cost?.requestedQueryCost)
		.find((points) => points !== undefined);

describeRecorded('points that Shopify asked for recorded documents', () => {
	const figures = new Map<string, { estimate: number; asked: number }>();
	for (const { object } of recordedParts()) {
		const { document, query, variables = {}, response } = object as Exchange;
		const text = document ?? query;
		const asked = askedFor(response);
		if (typeof text !== 'string' || !text.includes('{') || asked === undefined) continue;
		const estimate = documentCost(text, variables);
		figures.set(JSON.stringify([text, variables, asked]), { estimate, asked });
	}
	const share = (holds: (figure: { estimate: number; asked: number }) => boolean) =>
		[...figures.values()].filter(holds).length / figures.size;

	it('are recorded for many documents', () => {
		expect(figures.size).toBeGreaterThan(1000);
	});

	it('are estimated exactly for nine of ten', () => {
		expect(share(({ estimate, asked }) => estimate === asked)).toBeGreaterThan(0.9);
	});

	it('are hardly ever underestimated: the others wait a little longer than they must', () => {
		expect(share(({ estimate, asked }) => estimate < asked)).toBeLessThan(0.04);
	});
});

/** Points of worked-out documents (by operation of the document), by the fitted rule. */
const DOCUMENTS: Record<string, number[]> = {
	'cancel-order': [10, 1, 115, 43],
	'close-order': [124],
	'get-order': [117],
	'list-orders': [257],
	'update-order': [149],
	'complete-draft-order': [96],
	'create-fulfillment': [116],
	'get-fulfillment-orders-by-orderid': [152],
	'get-product': [90],
	'create-product': [99, 37, 10, 10],
	'list-products': [45],
	'list-product-images': [61],
	'list-collects': [42, 10],
	'list-countries-ddl': [121],
	'list-customers': [15],
	'list-metafields': [24],
	'list-inventory-items': [10, 72],
	'update-fulfillment-tracking-information': [156],
	'update-customer': [22, 10, 10],
	'count-orders': [10],
	'delete-product': [10],
};

describeRecorded('points of whole documents', () => {
	const folder = join(FACTS, 'shopify');

	it.each(Object.entries(DOCUMENTS))('%s: %j', (name, points) => {
		const file = join(folder, 'variables', `${name}.json`);
		const variables = existsSync(file)
			? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, never>>)
			: {};
		const text = readFileSync(join(folder, 'documents', `${name}.graphql`), 'utf8');
		const estimates = inlined(text).map((one) => documentCost(one.text, variables[one.name] ?? {}));
		expect(estimates).toHaveLength(points.length);
		estimates.forEach((estimate, index) => {
			// Never too low; some free objects are not known by their field's name.
			expect(estimate).toBeGreaterThanOrEqual(points[index]);
			expect(estimate).toBeLessThanOrEqual(Math.ceil(points[index] * 1.11));
		});
	});
});
