import type { IDataObject } from 'n8n-workflow';

import { PlatformError } from '../../../shared/errors';
import { legacyId } from '../../client/ids';
import type { Shop } from '../../client/shop';
import type { Node } from '../../payloads/payload';
import { Product, PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { adviceAfterwards } from '../afterwards';
import { fieldNames, operation } from '../kit';
import { metafieldInputs, metafieldList, metafieldsProperty } from '../metafields';
import sample from './create.sample.json';
import {
	addTags,
	bodyHtml,
	productOptions,
	productStatus,
	productType,
	templateSuffix,
	vendor,
} from './fields';
import { onlineStore, publish } from './publish';
import { optionsAndVariants, variantFields } from './variantInput';

export const createProduct = operation({
	resource: 'product',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a product',
		description: 'Create a product with options, variants, images and metafields',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_products', 'read_publications', 'write_publications'],
	bulkFrom: 500,
	properties: [
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Eco-friendly Water Bottle',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				addTags,
				bodyHtml,
				{
					displayName: 'Images',
					name: 'images',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, sortable: true },
					placeholder: 'Add Image',
					default: {},
					description: 'Images by their public addresses, in the order of the gallery',
					options: [
						{
							displayName: 'Image',
							name: 'image',
							values: [
								{
									displayName: 'URL',
									name: 'src',
									type: 'string',
									default: '',
									required: true,
									placeholder: 'e.g. https://example.com/bottle.jpg',
								},
								{
									displayName: 'Alt Text',
									name: 'alt',
									type: 'string',
									default: '',
									description: 'What the image shows, for those who cannot see it',
								},
							],
						},
					],
				},
				metafieldsProperty,
				productOptions,
				productType,
				{
					displayName: 'Published',
					name: 'published',
					type: 'boolean',
					default: true,
					description:
						'Whether to publish the product in the Online Store. It is published unless you turn this off.',
				},
				productStatus,
				templateSuffix,
				{
					displayName: 'Variants',
					name: 'variants',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, sortable: true },
					placeholder: 'Add Variant',
					default: {},
					options: [{ displayName: 'Variant', name: 'variant', values: variantFields }],
				},
				vendor,
			],
		},
	],
	shapes: { metafields: metafieldList },
	answer: { key: 'product', fields: fieldNames(Product), simplified: PRODUCT_SIMPLIFIED },
	sample,
	async run(call, shop) {
		const { input } = call;
		const set = {
			title: input.title,
			descriptionHtml: input.body_html,
			vendor: input.vendor,
			productType: input.product_type,
			tags: input.add_tags,
			templateSuffix: input.template_suffix,
			status: String(input.status ?? 'active').toUpperCase(),
			...optionsAndVariants(
				(input.options ?? []) as unknown as Array<{ name: string; values: string[] }>,
				(input.variants ?? []) as IDataObject[],
				call,
			),
			files: imageFiles(input.images),
			metafields: metafieldInputs(input.metafields, call),
		};
		// Before anything is created: a missing scope must not leave an unpublished product behind.
		const publication = input.published === false ? undefined : await onlineStore(shop);
		const { product } = (await shop.mutate(
			'mutation CreateProduct($input: ProductSetInput!) { productSet(input: $input, synchronous: true) { product { id } userErrors { field message code } } }',
			{ input: Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) },
			{ repeatable: false, check: `whether the product '${String(input.title)}' was created` },
		)) as { product: { id: string } };
		try {
			if (publication) await publish(shop, product.id, publication);
			if (set.files) await untilImagesReady(shop, product.id, (text) => call.hint(text));
			const data = await shop.query(
				`query CreatedProduct($id: ID!) { product(id: $id) { ${shop.selection(Product, call.fields)} } }`,
				{ id: product.id },
			);
			return { product: await shop.record(Product, data.product, call.fields) };
		} catch (error) {
			throw afterCreation(error, product.id);
		}
	},
});

const imageFiles = (images: unknown): IDataObject[] | undefined =>
	Array.isArray(images) && images.length > 0
		? (images as IDataObject[]).map(({ src, alt }) => ({
				originalSource: src,
				contentType: 'IMAGE',
				...(alt ? { alt } : {}),
			}))
		: undefined;

/** Shopify fetches images after the answer. Only those that are ready stand in the payload. */
async function untilImagesReady(shop: Shop, id: string, hint: (text: string) => void) {
	const mediaOf = ({ product }: Node) => (product as { media: { nodes: Node[] } }).media.nodes;
	const data = await shop.poll(
		'query ImagesOf($id: ID!) { product(id: $id) { media(first: 250) { nodes { status ... on MediaImage { mediaErrors { message } } } } } }',
		{ id },
		(answer) => mediaOf(answer).every(({ status }) => status === 'READY' || status === 'FAILED'),
		60_000,
	);
	if (!data) {
		hint('Shopify is still working on the images; they are missing in the output.');
		return;
	}
	const failed = mediaOf(data).filter(({ status }) => status === 'FAILED');
	if (failed.length === 0) return;
	const [reason] = failed.flatMap(({ mediaErrors }) => (mediaErrors ?? []) as Node[]);
	hint(`Shopify could not use ${failed.length} of the images. ${String(reason?.message ?? '')}`);
}

function afterCreation(error: unknown, id: string): unknown {
	if (!(error instanceof PlatformError)) return error;
	return new PlatformError({
		message: `The product was created, but not finished: ${error.message}`,
		advice:
			`It has the ID ${String(legacyId(id))}: do not create it again. ${adviceAfterwards(error)}`.trim(),
		code: error.code,
	});
}
