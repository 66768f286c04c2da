import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { countProductImages } from './count';
import { createProductImage } from './create';
import { deleteProductImage } from './delete';
import { getProductImage } from './get';
import { getAllProductImages } from './getAll';
import { updateProductImage } from './update';

export const productImage: Resource<Shop> = {
	option: { name: 'Product Image', value: 'productImage' },
	operations: [
		countProductImages,
		createProductImage,
		deleteProductImage,
		getProductImage,
		getAllProductImages,
		updateProductImage,
	],
};
