import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { createProductVariant } from './create';
import { deleteProductVariant } from './delete';
import { getProductVariant } from './get';
import { getAllProductVariants } from './getAll';
import { updateProductVariant } from './update';

export const productVariant: Resource<Shop> = {
	option: { name: 'Product Variant', value: 'productVariant' },
	operations: [
		createProductVariant,
		deleteProductVariant,
		getProductVariant,
		getAllProductVariants,
		updateProductVariant,
	],
};
