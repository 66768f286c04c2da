import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, OperationalError, UserError } from 'n8n-workflow';

/**
 * Input that is refused before any request. The message names the field.
 */
export class InputError extends UserError {
	readonly advice?: string;

	/** @param advice what the user can do about it, shown below the message */
	constructor(message: string, advice?: string) {
		super(message);
		this.advice = advice;
	}
}

/** What is known of a call that a platform did not carry out. */
export interface Refusal {
	/** One sentence that says what happened. Never holds a secret. */
	message: string;
	/** How to get unstuck, and the platform's own words. */
	advice?: string;
	/** HTTP status, or the platform's error code. */
	code?: string;
	/** Whether a write may have been carried out although its answer was lost. */
	outcomeUnknown?: boolean;
	/** Whether a part of the item's work was done before; the advice says which. */
	partlyDone?: boolean;
	/** Whether the request may be sent again. It does not hold for an item whose earlier ones are done. */
	repeatable?: boolean;
}

/**
 * A platform's refusal, or an answer that never came.
 */
export class PlatformError extends OperationalError {
	readonly advice?: string;

	readonly code?: string;

	readonly outcomeUnknown: boolean;

	readonly partlyDone: boolean;

	readonly repeatable: boolean;

	constructor(refusal: Refusal) {
		super(refusal.message);
		this.advice = refusal.advice;
		this.code = refusal.code;
		this.outcomeUnknown = refusal.outcomeUnknown ?? false;
		this.partlyDone = refusal.partlyDone ?? false;
		this.repeatable = refusal.repeatable ?? false;
	}
}

/**
 * Turns whatever was thrown into the error that n8n shows, with the item's number.
 * Only texts are handed on: an HTTP client's error carries headers, and with them the token.
 */
export function nodeError(
	node: INode,
	cause: unknown,
	itemIndex?: number,
	remark?: string,
): NodeApiError | NodeOperationError {
	const lines = (...parts: Array<string | null | undefined>) =>
		parts.filter((part) => part !== undefined && part !== null && part !== '').join(' ') ||
		undefined;
	if (cause instanceof NodeApiError || cause instanceof NodeOperationError) {
		if (itemIndex !== undefined) cause.context.itemIndex ??= itemIndex;
		if (remark !== undefined) cause.description = lines(cause.description, remark);
		return cause;
	}
	if (cause instanceof PlatformError) {
		const again = cause.repeatable ? 'Repeating this later is safe.' : undefined;
		const description = lines(cause.advice, again, remark);
		const error = new NodeApiError(node, { message: cause.message } as JsonObject, {
			message: cause.message,
			description,
			httpCode: cause.code,
			itemIndex,
		});
		// n8n replaces some messages by its own for a status code: ours says more.
		error.message = cause.message;
		error.description = description;
		return error;
	}
	if (cause instanceof TypeError) {
		return new NodeOperationError(node, "The platform's answer does not have the expected form", {
			itemIndex,
			description: lines(`Details: ${cause.message}.`, remark),
		});
	}
	const message = cause instanceof Error ? cause.message : String(cause);
	const advice = cause instanceof InputError ? cause.advice : undefined;
	return new NodeOperationError(node, message, { itemIndex, description: lines(advice, remark) });
}
