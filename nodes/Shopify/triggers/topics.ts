import type { INodePropertyOptions } from 'n8n-workflow';

import { label } from '../../shared/labels';

/**
 * All topics of the Admin API's schema (WebhookSubscriptionTopic in 2026-07 and 2026-10), in groups:
 * what they begin with in a delivery's header, and how they go on.
 */
const GROUPS: ReadonlyArray<readonly [string, string]> = [
	['app/', 'scopes_update uninstalled'],
	['app_purchases_one_time/', 'update'],
	['app_subscriptions/', 'approaching_capped_amount update'],
	['audit_events/', 'admin_api_activity'],
	['bulk_operations/', 'finish'],
	['carts/', 'create update'],
	['channels/', 'delete'],
	['checkouts/', 'create delete update'],
	['collection_listings/', 'add remove update'],
	['collection_publications/', 'create delete update'],
	['collections/', 'create delete update'],
	['companies/', 'create delete update'],
	['company_contact_roles/', 'assign revoke'],
	['company_contacts/', 'create delete update'],
	['company_locations/', 'create delete update'],
	['customer.', 'joined_segment left_segment tags_added tags_removed'],
	['customer_account_settings/', 'update'],
	['customer_groups/', 'create delete update'],
	['customer_payment_methods/', 'create revoke update'],
	['customers/', 'create delete disable enable merge purchasing_summary update'],
	['customers_email_marketing_consent/', 'update'],
	['customers_marketing_consent/', 'update'],
	['customers_whats_app_marketing_consent/', 'update'],
	['delivery_promise_settings/', 'update'],
	['discounts/', 'create delete redeemcode_added redeemcode_removed update'],
	['disputes/', 'create update'],
	['domains/', 'create destroy update'],
	['draft_orders/', 'create delete update'],
	['finance_app_staff_member/', 'delete grant revoke update'],
	['finance_kyc_information/', 'update'],
	['fulfillment_events/', 'create delete'],
	['fulfillment_holds/', 'added released'],
	[
		'fulfillment_orders/',
		'cancellation_request_accepted cancellation_request_rejected cancellation_request_submitted cancelled fulfillment_request_accepted fulfillment_request_rejected fulfillment_request_submitted fulfillment_service_failed_to_complete hold_released line_items_prepared_for_local_delivery line_items_prepared_for_pickup manually_reported_progress_stopped merged moved order_routing_complete placed_on_hold progress_reported rescheduled scheduled_fulfillment_order_ready split',
	],
	['fulfillments/', 'create update'],
	['inventory_items/', 'create delete update'],
	['inventory_levels/', 'connect disconnect update'],
	[
		'inventory_shipments/',
		'add_items create delete mark_in_transit receive_items remove_items update_item_quantities update_tracking',
	],
	[
		'inventory_transfers/',
		'add_items cancel complete ready_to_ship remove_items update_item_quantities updated',
	],
	['locales/', 'create destroy update'],
	['locations/', 'activate create deactivate delete update'],
	['markets/', 'create delete update'],
	['markets_backup_region/', 'update'],
	['metafield_definitions/', 'create delete update'],
	['metaobjects/', 'create delete update'],
	['order_transactions/', 'create'],
	[
		'orders/',
		'cancelled create delete edited fulfilled link_requested paid partially_fulfilled risk_assessment_changed shopify_protect_eligibility_changed updated',
	],
	['payment_schedules/', 'due'],
	['payment_terms/', 'create delete update'],
	['product_feeds/', 'create full_sync full_sync_finish incremental_sync update'],
	['product_listings/', 'add remove update'],
	['product_publications/', 'create delete update'],
	['products/', 'create delete update'],
	['profiles/', 'create delete update'],
	['refunds/', 'create'],
	['returns/', 'approve cancel close decline process reopen request update'],
	['reverse_deliveries/', 'attach_deliverable'],
	['reverse_fulfillment_orders/', 'dispose'],
	['scheduled_product_listings/', 'add remove update'],
	['segments/', 'create delete update'],
	['selling_plan_groups/', 'create delete update'],
	['shipping_addresses/', 'create update'],
	['shop/', 'update'],
	['subscription_billing_attempts/', 'challenged failure success'],
	['subscription_billing_cycle_edits/', 'create delete update'],
	['subscription_billing_cycles/', 'skip unskip'],
	['subscription_contracts/', 'activate cancel create expire fail pause update'],
	['tax_services/', 'create update'],
	['tender_transactions/', 'create'],
	['themes/', 'create delete publish update'],
	['variants/', 'in_stock out_of_stock'],
];

/** As a delivery's header names them: `orders/create`, `customer.tags_added`. */
export const TOPICS: readonly string[] = GROUPS.flatMap(([group, events]) =>
	events.split(' ').map((event) => group + event),
);

/** As the API names them: `orders/create` → `ORDERS_CREATE`. Takes what it gives. */
export const topicKey = (topic: string): string => topic.trim().replace(/[/.]/g, '_').toUpperCase();

/** variants → Variants, in_stock → In Stock */
const title = (part: string): string => {
	const text = label(part);
	return text.charAt(0).toUpperCase() + text.slice(1);
};

/** The topics as choices: `Orders: Create`. */
export const topicOptions: INodePropertyOptions[] = TOPICS.map((topic) => ({
	name: topic.split(/[/.]/).map(title).join(': '),
	value: topicKey(topic),
	description: `Topic ${topic}`,
})).sort((one, other) => one.name.localeCompare(other.name));
