import type { Payload } from './payload';
import { lower, payload, plain, legacyId, shopMoney } from './payload';

/** A payment that was returned with a refund. */
export const RefundTransaction: Payload = payload('OrderTransaction', {
	id: legacyId(),
	amount: shopMoney('amountSet'),
	kind: lower('kind'),
	status: lower('status'),
});

/** The card that an order was paid with. */
export const PaymentDetails: Payload = payload('CardPaymentDetails', {
	credit_card_bin: plain('bin'),
	avs_result_code: plain('avsResultCode'),
	cvv_result_code: plain('cvvResultCode'),
	credit_card_number: plain('number'),
	credit_card_company: plain('company'),
});
