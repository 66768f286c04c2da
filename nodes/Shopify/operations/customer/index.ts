import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { countCustomers } from './count';
import { createCustomer } from './create';
import { createActivationUrl } from './createActivationUrl';
import { deleteCustomer } from './delete';
import { getCustomer } from './get';
import { getAllCustomers } from './getAll';
import { searchCustomers } from './search';
import { sendAccountInvite } from './sendInvite';
import { updateCustomer } from './update';

export const customer: Resource<Shop> = {
	option: { name: 'Customer', value: 'customer' },
	operations: [
		countCustomers,
		createCustomer,
		createActivationUrl,
		deleteCustomer,
		getCustomer,
		getAllCustomers,
		searchCustomers,
		sendAccountInvite,
		updateCustomer,
	],
};
