import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { createMetafield } from './create';
import { deleteMetafield } from './delete';
import { getMetafield } from './get';
import { getAllMetafields } from './getAll';
import { updateMetafield } from './update';

export const metafield: Resource<Shop> = {
	option: { name: 'Metafield', value: 'metafield' },
	operations: [createMetafield, deleteMetafield, getMetafield, getAllMetafields, updateMetafield],
};
