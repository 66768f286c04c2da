import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { createImageFromFile } from './createFromFile';
import { createImageFromUrl } from './createFromUrl';
import { getAllProductImages } from './getAll';

export const productImage: Resource<Shop> = {
	option: { name: 'Product Image', value: 'productImage' },
	operations: [createImageFromFile, createImageFromUrl, getAllProductImages],
};
