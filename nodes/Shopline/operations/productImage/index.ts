import type { Resource } from '../../../shared/operation';
import type { Store } from '../../client/store';
import { createImage } from './create';
import { deleteImage } from './delete';
import { getImage } from './get';
import { getAllImages } from './getAll';
import { updateImage } from './update';

export const productImage: Resource<Store> = {
	option: { name: 'Product Image', value: 'productImage' },
	operations: [createImage, deleteImage, getImage, getAllImages, updateImage],
};
