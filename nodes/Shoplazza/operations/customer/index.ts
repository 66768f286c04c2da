import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { countCustomers } from './count';
import { createCustomer } from './create';
import { getCustomer } from './get';
import { getAllCustomers } from './getAll';
import { updateCustomer } from './update';

export const customer: Resource<Shop> = {
	option: { name: 'Customer', value: 'customer' },
	operations: [countCustomers, createCustomer, getCustomer, getAllCustomers, updateCustomer],
};
