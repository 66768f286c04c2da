import type { Resource } from '../../../shared/operation';
import type { Exporter } from '../../client/exporter';
import { appendImages } from './append';
import { getAllImages } from './getAll';
import { reorderImages } from './reorder';
import { replaceImages } from './replace';
import { syncImages } from './sync';

export const productGallery: Resource<Exporter> = {
	option: { name: 'Product Gallery', value: 'productGallery' },
	operations: [appendImages, getAllImages, reorderImages, replaceImages, syncImages],
};
