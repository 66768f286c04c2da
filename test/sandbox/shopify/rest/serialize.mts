import { idNumber } from '../ids.mts';
import type { Address, Customer, LineItem, Order, Product, TaxLine, Variant } from '../model.mts';
import { money } from '../money.mts';
import * as orders from '../orders.mts';
import {
	availableQuantity,
	mediaStatus,
	publishedAt,
	selectedOptions,
	variantTitle,
} from '../products.mts';
import { zoned } from '../search/time.mts';
import type { Store } from '../store.mts';

type Json = Record<string, unknown>;

/** Bodies of the legacy REST API, out of the same data as GraphQL's. Times are in the shop's zone. */
export class Serializer {
	constructor(private readonly store: Store) {}

	shop(): Json {
		const { shop } = this.store;
		return {
			id: idNumber(shop.id),
			name: shop.name,
			email: shop.email,
			domain: shop.host,
			myshopify_domain: shop.domain,
			currency: shop.currency,
			iana_timezone: shop.timeZone,
			shop_owner: shop.ownerName,
			created_at: this.time(shop.createdAt),
			updated_at: this.time(shop.updatedAt),
			plan_name: 'basic',
		};
	}

	locations(): Json[] {
		return this.store.locations.map((location) => ({
			id: idNumber(location.id),
			name: location.name,
			active: location.isActive,
			address1: location.address.address1,
			city: location.address.city,
			zip: location.address.zip,
			province: location.address.province,
			country_code: location.address.countryCode,
			created_at: this.time(location.createdAt),
			updated_at: this.time(location.updatedAt),
			admin_graphql_api_id: location.id,
		}));
	}

	order(order: Order): Json {
		const t = orders.totals(order);
		const customer = this.store.customer(order.customerId);
		return {
			id: idNumber(order.id),
			admin_graphql_api_id: order.id,
			name: order.name,
			order_number: order.number,
			number: order.number - 1000,
			email: order.email ?? '',
			phone: order.phone,
			note: order.note,
			note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
			tags: order.tags.join(', '),
			test: order.test,
			confirmed: true,
			currency: this.store.shop.currency,
			presentment_currency: order.presentmentCurrency,
			taxes_included: order.taxesIncluded,
			created_at: this.time(order.createdAt),
			updated_at: this.time(order.updatedAt),
			processed_at: this.time(order.processedAt),
			closed_at: this.time(order.closedAt),
			cancelled_at: this.time(order.cancelledAt),
			cancel_reason: order.cancelReason?.toLowerCase() ?? null,
			financial_status: orders.financialStatus(order)?.toLowerCase() ?? 'pending',
			fulfillment_status: fulfillmentWord(order),
			source_name: order.sourceName,
			cart_token: order.cartToken,
			checkout_token: order.checkoutToken,
			discount_codes: order.discountCodes.map((code) => ({
				code,
				amount: money(t.discounts),
				type: 'percentage',
			})),
			payment_gateway_names: [...new Set(order.transactions.map((each) => each.gateway))],
			subtotal_price: money(t.subtotal),
			total_line_items_price: money(t.subtotal + t.discounts),
			total_discounts: money(t.discounts),
			total_tax: money(t.tax),
			total_price: money(t.total),
			total_outstanding: money(t.outstanding),
			current_subtotal_price: money(t.currentSubtotal),
			current_total_discounts: money(t.currentDiscounts),
			current_total_tax: money(t.currentTax),
			current_total_price: money(t.currentTotal),
			total_weight: orders.sum(order.lineItems.map((line) => line.grams * line.quantity)),
			tax_lines: order.lineItems.flatMap((line) => line.taxLines.map(restTax)),
			customer: customer === undefined ? null : this.customer(customer),
			billing_address: restAddress(order.billingAddress),
			shipping_address: restAddress(order.shippingAddress),
			line_items: order.lineItems.map((line) => this.lineItem(order, line)),
			shipping_lines: order.shippingLines.map((line) => ({
				id: idNumber(line.id),
				title: line.title,
				code: line.code,
				source: line.source,
				price: money(line.price),
				tax_lines: line.taxLines.map(restTax),
			})),
			fulfillments: order.fulfillments.map((fulfillment) => ({
				id: idNumber(fulfillment.id),
				order_id: idNumber(order.id),
				name: fulfillment.name.replace(/-F(\d+)$/, '.$1'),
				status: fulfillment.status.toLowerCase(),
				created_at: this.time(fulfillment.createdAt),
				tracking_company: fulfillment.tracking[0]?.company ?? null,
				tracking_number: fulfillment.tracking[0]?.number ?? null,
				tracking_url: fulfillment.tracking[0]?.url ?? null,
			})),
			refunds: order.refunds.map((refund) => ({
				id: idNumber(refund.id),
				note: refund.note,
				created_at: this.time(refund.createdAt),
				refund_line_items: refund.lines.map((line) => ({
					id: idNumber(line.id),
					line_item_id: idNumber(line.lineItemId),
					quantity: line.quantity,
					restock_type: line.restockType.toLowerCase(),
				})),
			})),
		};
	}

	product(product: Product): Json {
		const ready = product.media.filter((each) => mediaStatus(each, this.store) === 'READY');
		const images = ready.map((media, index) => ({
			id: media.imageNumber,
			admin_graphql_api_id: media.id,
			product_id: idNumber(product.id),
			position: index + 1,
			alt: media.alt,
			width: media.width,
			height: media.height,
			src: media.url,
			variant_ids: product.variants
				.filter((variant) => variant.mediaIds.includes(media.id))
				.map((variant) => idNumber(variant.id)),
			created_at: this.time(media.createdAt),
			updated_at: this.time(media.updatedAt),
		}));
		return {
			id: idNumber(product.id),
			admin_graphql_api_id: product.id,
			title: product.title,
			body_html: product.descriptionHtml,
			vendor: product.vendor,
			product_type: product.productType,
			handle: product.handle,
			status: product.status.toLowerCase(),
			tags: product.tags.join(', '),
			template_suffix: product.templateSuffix,
			published_scope: 'web',
			published_at: this.time(publishedAt(product, this.store)),
			created_at: this.time(product.createdAt),
			updated_at: this.time(product.updatedAt),
			options: product.options.map((option, index) => ({
				id: idNumber(option.id),
				product_id: idNumber(product.id),
				name: option.name,
				position: index + 1,
				values: option.values.map((value) => value.name),
			})),
			variants: product.variants.map((variant) => this.variant(product, variant)),
			images,
			image: images[0] ?? null,
		};
	}

	private variant(product: Product, variant: Variant): Json {
		const values = selectedOptions(product, variant).map((each) => each.value);
		const { item } = variant;
		return {
			id: idNumber(variant.id),
			admin_graphql_api_id: variant.id,
			product_id: idNumber(product.id),
			title: variantTitle(product, variant),
			price: money(variant.price),
			compare_at_price: variant.compareAtPrice === null ? null : money(variant.compareAtPrice),
			sku: item.sku ?? '',
			barcode: variant.barcode,
			position: variant.position,
			option1: values[0] ?? null,
			option2: values[1] ?? null,
			option3: values[2] ?? null,
			taxable: variant.taxable,
			inventory_policy: variant.inventoryPolicy.toLowerCase(),
			inventory_management: item.tracked ? 'shopify' : null,
			inventory_quantity: availableQuantity(variant),
			inventory_item_id: idNumber(item.id),
			fulfillment_service: 'manual',
			requires_shipping: item.requiresShipping,
			weight: item.weight.value,
			weight_unit: 'kg',
			created_at: this.time(variant.createdAt),
			updated_at: this.time(variant.updatedAt),
		};
	}

	/** An address in the words of REST. */
	address(address: Address | null): Json | null {
		return restAddress(address);
	}

	private lineItem(order: Order, line: LineItem): Json {
		return {
			id: idNumber(line.id),
			admin_graphql_api_id: line.id,
			title: line.title,
			name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
			variant_title: line.variantTitle,
			sku: line.sku,
			vendor: line.vendor,
			quantity: line.quantity,
			current_quantity: orders.currentQuantity(line),
			fulfillable_quantity: orders.unfulfilledQuantity(order, line),
			price: money(line.unitPrice),
			total_discount: money(orders.lineDiscount(line)),
			taxable: line.taxable,
			requires_shipping: line.requiresShipping,
			gift_card: line.isGiftCard,
			grams: line.grams,
			product_id: line.productId === null ? null : idNumber(line.productId),
			variant_id: line.variantId === null ? null : idNumber(line.variantId),
			properties: line.customAttributes.map(({ key, value }) => ({ name: key, value })),
			tax_lines: line.taxLines.map(restTax),
		};
	}

	private customer(customer: Customer): Json {
		return {
			id: idNumber(customer.id),
			email: customer.email,
			first_name: customer.firstName,
			last_name: customer.lastName,
			phone: customer.phone,
			state: customer.state.toLowerCase(),
			tags: customer.tags.join(', '),
			created_at: this.time(customer.createdAt),
			updated_at: this.time(customer.updatedAt),
		};
	}

	/** A time in the shop's zone. */
	time(iso: string | null): string | null {
		return iso === null ? null : zoned(Date.parse(iso), this.store.shop.timeZone);
	}
}

function fulfillmentWord(order: Order): string | null {
	const words: Record<string, string> = { FULFILLED: 'fulfilled', PARTIALLY_FULFILLED: 'partial' };
	return words[orders.fulfillmentStatus(order)] ?? null;
}

function restTax(line: TaxLine): Json {
	return { title: line.title, rate: line.rate, price: money(line.amount) };
}

function restAddress(address: Address | null): Json | null {
	if (address === null) return null;
	const { firstName, lastName, provinceCode, countryCode, __typename, id, ...rest } = address;
	void __typename;
	void id;
	return {
		...rest,
		first_name: firstName,
		last_name: lastName,
		name: [firstName, lastName].filter(Boolean).join(' '),
		province_code: provinceCode,
		country_code: countryCode,
	};
}
