import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { getAllCustomers } from './getAll';

export const customer: Resource<Shop> = {
	option: { name: 'Customer', value: 'customer' },
	operations: [getAllCustomers],
};
