import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { createFulfillment } from './create';
import { getAllFulfillments } from './getAll';
import { updateFulfillment } from './update';

export const fulfillment: Resource<Shop> = {
	option: { name: 'Fulfillment', value: 'fulfillment' },
	operations: [createFulfillment, getAllFulfillments, updateFulfillment],
};
