import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { countProducts } from './count';
import { createProduct } from './create';
import { deleteProduct } from './delete';
import { getProduct } from './get';
import { getAllProducts } from './getAll';
import { updateProduct } from './update';

export const product: Resource<Shop> = {
	option: { name: 'Product', value: 'product' },
	operations: [
		countProducts,
		createProduct,
		deleteProduct,
		getProduct,
		getAllProducts,
		updateProduct,
	],
};
