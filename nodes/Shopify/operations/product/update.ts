import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { gid } from '../../client/ids';
import { productLocator } from '../../lookups/product';
import { Product, PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { afterwards } from '../afterwards';
import { fieldNames, notFound, operation } from '../kit';
import { metafieldInputs, metafieldList, metafieldsProperty } from '../metafields';
import {
	addTags,
	bodyHtml,
	productOptions,
	productStatus,
	productType,
	templateSuffix,
	vendor,
} from './fields';
import { onlineStore, publish, unpublish } from './publish';
import sample from './update.sample.json';
import type { Step } from './updateSteps';
import { addToTags, inOrder, setFields, setMetafields, variantSteps } from './updateSteps';
import type { Option } from './variantInput';
import { variantDetails, variantFields } from './variantInput';
import type { PresentProduct } from './variantPlan';
import { planVariants, Present } from './variantPlan';

export const updateProduct = operation({
	resource: 'product',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a product',
		description:
			'Change a product, and add to its tags, options, variants and metafields; nothing is removed',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_products', 'read_publications', 'write_publications'],
	bulkFrom: 500,
	properties: [
		{ ...productLocator, description: 'The product to update' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				bodyHtml,
				metafieldsProperty,
				{
					...productOptions,
					description:
						'Options to add, and values to add to options of the same name; at most three options',
				},
				productType,
				{
					displayName: 'Published',
					name: 'published',
					type: 'boolean',
					default: true,
					description: 'Whether the product is visible in the Online Store',
				},
				{
					displayName: 'Published At',
					name: 'publishedAt',
					type: 'dateTime',
					default: '',
					description: 'Since when, or from when on, the product is visible in the Online Store',
				},
				productStatus,
				{
					...addTags,
					displayName: 'Tags to Add',
					description: 'They join those that the product has',
				},
				templateSuffix,
				{
					displayName: 'Title',
					name: 'titleUpdate',
					type: 'string',
					default: '',
					placeholder: 'e.g. Eco-friendly Water Bottle',
				},
				{
					displayName: 'Variants',
					name: 'variants',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, sortable: true },
					placeholder: 'Add Variant',
					default: {},
					description: 'Variants to change, known by their option values; unknown ones are added',
					options: [
						{
							displayName: 'Variant',
							name: 'variant',
							values: [
								...variantFields.filter(({ name }) => name.startsWith('option')),
								{
									displayName: 'Update Fields',
									name: 'updateFields',
									type: 'collection',
									placeholder: 'Add Field',
									default: {},
									options: variantDetails,
								},
							],
						},
					],
				},
				vendor,
			],
		},
	],
	shapes: { metafields: metafieldList },
	answer: { key: 'product', fields: fieldNames(Product), simplified: PRODUCT_SIMPLIFIED },
	sample,
	together: true,
	async run(call, shop) {
		const { input } = call;
		const id = gid('Product', input.product_id);
		if (input.published === false && input.published_at) {
			throw new InputError("'published_at' cannot be given when 'published' is false");
		}
		const metafields = metafieldInputs(input.metafields, call) ?? [];
		const tags = (input.add_tags ?? []) as string[];
		const steps: Step[] = [];
		const fields = fieldsInput(input);
		if (Object.keys(fields).length > 0) {
			steps.push({ what: 'fields', run: async () => await setFields(shop, id, fields) });
		}
		const options = (input.options ?? []) as unknown as Option[];
		const variants = (input.variants ?? []) as IDataObject[];
		if (options.length > 0 || variants.length > 0) {
			const present = await shop.byId(Present, id);
			if (!present) throw notFound('Product', input.product_id);
			const plan = planVariants(present as unknown as PresentProduct, options, variants, call);
			steps.push(...variantSteps(shop, id, plan));
		}
		if (metafields.length > 0) {
			steps.push({
				what: 'metafields',
				run: async () => await setMetafields(shop, id, metafields),
			});
		}
		if (tags.length > 0) {
			steps.push({ what: 'tags', run: async () => await addToTags(shop, id, tags) });
		}
		const published = input.published ?? (input.published_at ? true : null);
		if (published !== null) {
			// Before anything is changed: the scope may be missing.
			const store = await onlineStore(shop);
			steps.push({
				what: 'publication',
				run: async () =>
					published
						? await publish(shop, id, store, input.published_at)
						: await unpublish(shop, id, store),
			});
		}
		if (steps.length === 0) {
			throw new InputError(
				'There is nothing to update',
				"Add at least one field under 'Update Fields'.",
			);
		}
		await inOrder(steps);
		return await afterwards(
			`Changed: ${steps.map(({ what }) => what).join(', ')}. Only reading the product failed.`,
			async () => {
				const product = await shop.byId(Product, id, call.fields);
				if (!product) throw notFound('Product', input.product_id);
				return { product };
			},
		);
	},
});

/** The product's own fields as ProductUpdateInput; absent ones are left out. */
function fieldsInput(input: IDataObject): IDataObject {
	const fields = {
		title: input.title_update,
		descriptionHtml: input.body_html,
		vendor: input.vendor,
		productType: input.product_type,
		templateSuffix: input.template_suffix,
		status: input.status ? String(input.status).toUpperCase() : undefined,
	};
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
	) as IDataObject;
}
