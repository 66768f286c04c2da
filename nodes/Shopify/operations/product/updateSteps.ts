import type { IDataObject } from 'n8n-workflow';

import type { Shop } from '../../client/shop';
import { afterwards } from '../afterwards';
import type { Plan } from './variantPlan';

/** One change that the API makes on its own. */
export interface Step {
	what: string;
	run(): Promise<unknown>;
}

/** Makes the changes one after the other; when one fails, the error tells which were made. */
export async function inOrder(steps: Step[]): Promise<void> {
	for (const [index, { run }] of steps.entries()) {
		const names = steps.map(({ what }) => what);
		const done = names.slice(0, index);
		const open = names.slice(index);
		await (done.length === 0
			? run()
			: afterwards(`Changed: ${done.join(', ')}. Not changed: ${open.join(', ')}.`, run));
	}
}

const CHECK = "the product's fields, options and variants";

/** Changes the product's own fields, before anything else is changed. */
export async function setFields(shop: Shop, id: string, fields: IDataObject): Promise<void> {
	await shop.mutate(
		'mutation UpdateProduct($product: ProductUpdateInput!) { productUpdate(product: $product) { product { id } userErrors { field message } } }',
		{ product: { id, ...fields } },
		{ repeatable: true, first: true, check: CHECK },
	);
}

/** Entries of a list that one mutation takes. */
const MOST_ENTRIES = 250;
const MOST_METAFIELDS = 25;

const portions = <T>(entries: T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(entries.length / size) }, (_, index) =>
		entries.slice(index * size, (index + 1) * size),
	);

const named = (values: string[]) => values.map((name) => ({ name }));

/** Options first, so that the variants' values have something to belong to. */
export function variantSteps(shop: Shop, id: string, plan: Plan): Step[] {
	const change = async (text: string, variables: IDataObject) =>
		await shop.mutate(
			text,
			{ id, ...variables },
			// Shopify refuses to make the same option, value or variant twice.
			{ repeatable: true, alreadyDone: /already exist/i, check: CHECK },
		);
	const steps: Step[] = [];
	if (plan.newOptions.length > 0) {
		const options = plan.newOptions.map(({ name, values }) => ({ name, values: named(values) }));
		steps.push({
			what: 'new options',
			run: async () =>
				await change(
					'mutation AddOptions($id: ID!, $options: [OptionCreateInput!]!) { productOptionsCreate(productId: $id, options: $options, variantStrategy: LEAVE_AS_IS) { userErrors { field message code } } }',
					{ options },
				),
		});
	}
	for (const { option, values } of plan.newValues) {
		steps.push({
			what: `option values ${values.join(', ')}`,
			run: async () =>
				await change(
					'mutation AddOptionValues($id: ID!, $option: OptionUpdateInput!, $values: [OptionValueCreateInput!]) { productOptionUpdate(productId: $id, option: $option, optionValuesToAdd: $values, variantStrategy: LEAVE_AS_IS) { userErrors { field message code } } }',
					{ option: { id: option }, values: named(values) },
				),
		});
	}
	for (const variants of portions(plan.updates, MOST_ENTRIES)) {
		steps.push({
			what: 'variants',
			run: async () =>
				await change(
					'mutation UpdateVariants($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $variants) { userErrors { field message code } } }',
					{ variants },
				),
		});
	}
	for (const variants of portions(plan.creations, MOST_ENTRIES)) {
		steps.push({
			what: 'new variants',
			run: async () =>
				await change(
					'mutation AddVariants($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkCreate(productId: $id, variants: $variants, strategy: PRESERVE_STANDALONE_VARIANT) { userErrors { field message code } } }',
					{ variants },
				),
		});
	}
	return steps;
}

/** Writes metafields by their names; the product's others stay. */
export async function setMetafields(
	shop: Shop,
	ownerId: string,
	metafields: IDataObject[],
): Promise<void> {
	for (const portion of portions(metafields, MOST_METAFIELDS)) {
		await shop.mutate(
			'mutation SetMetafields($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { field message code } } }',
			{ metafields: portion.map((metafield) => ({ ownerId, ...metafield })) },
			{ repeatable: true, check: "the product's metafields" },
		);
	}
}

/** Adds tags to the present ones. */
export async function addToTags(shop: Shop, id: string, tags: string[]): Promise<void> {
	await shop.mutate(
		'mutation AddTags($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { field message } } }',
		{ id, tags },
		{ repeatable: true, check: "the product's tags" },
	);
}
