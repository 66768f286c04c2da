import type { IDataObject } from 'n8n-workflow';

/** Keys whose values are numbers from 2025-06 on, and texts before. */
const AMOUNTS = ['compare_at_price', 'cost_price', 'price', 'weight'];

/** Keys whose values are lists from 2025-06 on, and texts joined by commas before. */
const LISTS = ['seo_keywords', 'tags'];

/** A record's values in the form of the version. */
export function inForm(record: IDataObject, modern: boolean): IDataObject {
	const form: IDataObject = { ...record };
	for (const key of AMOUNTS) {
		const value = form[key];
		if (value === undefined || value === null) continue;
		form[key] = modern ? Number(value) : String(value as string | number);
	}
	for (const key of LISTS) {
		const value = form[key];
		if (Array.isArray(value) && !modern) form[key] = value.join(',');
	}
	return form;
}

/**
 * The body that makes a product. From 2025-06 on `images` and `variants` are required, and a price
 * in each variant; 0 stands for no price, as the documentation of 2022-01 says.
 */
export function newProduct(input: IDataObject, modern: boolean): IDataObject {
	const variants = (input.variants ?? (modern ? [{}] : undefined)) as IDataObject[] | undefined;
	return {
		...inForm(input, modern),
		...(input.has_only_default_variant === false && input.need_variant_image === undefined
			? { need_variant_image: false }
			: {}),
		...(modern ? { images: input.images ?? [] } : {}),
		...(variants ? { variants: variants.map((one) => inForm({ price: 0, ...one }, modern)) } : {}),
	};
}

/** The body that changes a product: newer versions call one of the keys otherwise. */
export function changedProduct(input: IDataObject, modern: boolean): IDataObject {
	const { requires_shipping: shipping, ...others } = inForm(input, modern);
	if (shipping === undefined) return others;
	return { ...others, [modern ? 'require_shipping' : 'requires_shipping']: shipping };
}

/**
 * The body that changes a variant. The documentation of 2022-01 spells the unit `weigh_unit` for
 * changes only; whether that is a slip is not known, so both spellings are sent there.
 */
export function changedVariant(input: IDataObject, modern: boolean): IDataObject {
	const body = inForm(input, modern);
	return modern || body.weight_unit === undefined
		? body
		: { ...body, weigh_unit: body.weight_unit };
}
