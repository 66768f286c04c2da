import type { Resource } from '../../../shared/operation';
import type { Store } from '../../client/store';
import { createVariant } from './create';
import { deleteVariant } from './delete';
import { getVariant } from './get';
import { getAllVariants } from './getAll';
import { updateVariant } from './update';

export const productVariant: Resource<Store> = {
	option: { name: 'Product Variant', value: 'productVariant' },
	operations: [createVariant, deleteVariant, getVariant, getAllVariants, updateVariant],
};
