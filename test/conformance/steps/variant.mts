import type { IDataObject } from 'n8n-workflow';
import { VARIANT_NULLS } from './moreNulls.mts';
import { documentedInput, idOf, json, keepAs, must, recordOf } from '../step.mts';
import { sameId, type Step, text } from '../step.mts';

/** The sample's input for a product that has two options; SKUs are the run's own. */
function forTwoOptions(operation: string, mark: string, given: IDataObject): IDataObject {
	const input = { ...documentedInput('productVariant', operation), ...given };
	delete input.option3;
	return { ...input, sku: `${text(input.sku)}-${mark}` };
}

/** Makes a variant with the uploaded image, reads and changes it. */
export const VARIANT_STEPS: Step[] = [
	{
		resource: 'productVariant',
		operation: 'create',
		needs: ['product', 'image'],
		makes: 'variant',
		parameters: ({ mark, product, image }) =>
			json(
				forTwoOptions('create', mark, {
					product_id: idOf(product),
					option1: 'Orange',
					option2: '500ml',
					image_id: idOf(image),
				}),
			),
		nulls: VARIANT_NULLS,
		check: (outcome, { image }) => {
			const variant = recordOf(outcome, 'variant');
			return [
				...must(variant.title === 'Orange / 500ml', `its title is ${text(variant.title)}`),
				...must(variant.price === '29.99', `its price is ${text(variant.price)}`),
				...must(variant.compare_at_price === '39.99', 'the price to compare with is another'),
				...must(variant.grams === 500 && variant.weight === 0.5, 'the weight is another'),
				...must(sameId(Number(variant.image_id), image?.id), 'the image is another'),
			];
		},
		keep: keepAs('variant', 'variant'),
	},
	{
		resource: 'productVariant',
		operation: 'get',
		needs: ['variant'],
		parameters: ({ variant }) =>
			json({ ...documentedInput('productVariant', 'get'), variant_id: idOf(variant) }),
		nulls: VARIANT_NULLS,
		check: (outcome, { variant }) => {
			const read = recordOf(outcome, 'variant');
			const differing = Object.keys(read).filter((key) => text(read[key]) !== text(variant?.[key]));
			return must(differing.length === 0, `differs from what create gave: ${differing.join(', ')}`);
		},
	},
	{
		resource: 'productVariant',
		operation: 'update',
		needs: ['variant', 'image'],
		parameters: ({ mark, variant, image }) =>
			json(
				forTwoOptions('update', mark, {
					variant_id: idOf(variant),
					option1: 'Violet',
					option2: '750ml',
					price: 24.5,
					image_id: idOf(image),
				}),
			),
		nulls: VARIANT_NULLS,
		check: (outcome, { variant }) => {
			const updated = recordOf(outcome, 'variant');
			return [
				...must(sameId(updated.id, variant?.id), 'another variant came'),
				...must(updated.title === 'Violet / 750ml', `its title is ${text(updated.title)}`),
				...must(updated.price === '24.50', `its price is ${text(updated.price)}`),
				...must(updated.barcode === '978-3-16-148410-0', 'the barcode is another'),
			];
		},
		keep: keepAs('variant', 'variant'),
	},
];
