import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { createProduct } from './create';
import { getProduct } from './get';
import { getAllProducts } from './getAll';

export const product: Resource<Shop> = {
	option: { name: 'Product', value: 'product' },
	operations: [createProduct, getProduct, getAllProducts],
};
