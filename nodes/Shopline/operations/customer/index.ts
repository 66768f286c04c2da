import type { Resource } from '../../../shared/operation';
import type { Store } from '../../client/store';
import { createCustomer } from './create';
import { deleteCustomer } from './delete';
import { getCustomer } from './get';
import { getAllCustomers } from './getAll';
import { searchCustomers } from './search';
import { updateCustomer } from './update';

export const customer: Resource<Store> = {
	option: { name: 'Customer', value: 'customer' },
	operations: [
		createCustomer,
		deleteCustomer,
		getCustomer,
		getAllCustomers,
		searchCustomers,
		updateCustomer,
	],
};
