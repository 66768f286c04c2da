import type { Payload } from './payload';
import { only } from './payload';
import { Customer } from './customer';

/** The customer within an order. */
export const OrderCustomer: Payload = only(Customer, [
	'id',
	'email',
	'accepts_marketing',
	'created_at',
	'updated_at',
	'first_name',
	'last_name',
	'orders_count',
	'state',
	'total_spent',
	'last_order_id',
	'note',
	'verified_email',
	'multipass_identifier',
	'tax_exempt',
	'tags',
	'last_order_name',
	'currency',
	'phone',
	'accepts_marketing_updated_at',
]);
