import type {
	INodeExecutionData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { noticeGap } from './catcher';
import { caughtUp, delivered, eventName } from './catchUp';
import { nodeError } from './errors';
import { seenBy } from './seen';
import type { TriggerPlatform } from './triggerPlatform';
import { advance, chosenTopics, isTest, keptOf, nameOf, option } from './triggerPlatform';
import type { Delivery } from './webhook';
import { judgeCall, namesOf, statedTime } from './webhook';

/**
 * The node's webhook. n8n answers once the run has been registered, before it works. Without response
 * data of its own the description lets the node say what the answer is (see `receive`).
 */
export const webhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	responseData: '',
	path: 'webhook',
};

/** The parts of n8n's request and response that are used. */
interface Request {
	headers: Record<string, string | string[] | undefined>;
	rawBody?: Buffer;
	readRawBody?(): Promise<void>;
}

interface Response {
	statusCode: number;
	writableEnded: boolean;
	status(code: number): { json(body: object): void };
	once(event: 'finish' | 'close', listener: () => void): void;
}

const NOTHING = Buffer.alloc(0);

/** The bytes as they came, or the status of what n8n says about them: too many, or broken off. */
async function rawBody(request: Request): Promise<Buffer | { status: number }> {
	try {
		if (!request.rawBody) await request.readRawBody?.();
		return request.rawBody ?? NOTHING;
	} catch (error) {
		const { status, statusCode, httpStatusCode } = error as Record<string, unknown>;
		const known = [status, statusCode, httpStatusCode].find((one) => typeof one === 'number');
		return { status: known === 413 ? 413 : 400 };
	}
}

/** A gap is noticed when an event arrives this late, in ms: earlier attempts did not reach us. */
const LATE_MS = 2 * 60_000;

/** When an event was, in ms since the epoch: by its header, or by its payload. */
const timeOf = ({ topic, triggeredAt, payload }: Delivery): number | undefined => {
	const at = Date.parse(triggeredAt ?? '');
	return Number.isNaN(at) ? statedTime(topic, payload) : at;
};

/** Deliveries whose sender hung up before n8n had answered, by node and delivery: the answers. */
const hungUp = new Map<string, Response>();

/** The platforms try again, which takes a delivery out; of those that gave up some are kept. */
const MOST_HUNG_UP = 1000;

/** The names of a delivery's event among those that can be caught up. */
function eventNames<Client>(platform: TriggerPlatform<Client>, delivery: Delivery): string[] {
	return platform.catchUp
		.filter(({ topic }) => platform.topicKey(topic) === platform.topicKey(delivery.topic))
		.flatMap((list) => eventName(list, delivery.payload) ?? []);
}

/**
 * A node's `webhook`: a genuine delivery becomes a run, once. Everything else is answered here:
 * whatever is thrown would become a failed run of the workflow, which strangers could cause.
 */
export async function receive<Client>(
	context: IWebhookFunctions,
	platform: TriggerPlatform<Client>,
): Promise<IWebhookResponseData> {
	const request = context.getRequestObject() as unknown as Request;
	const response = context.getResponseObject() as unknown as Response;
	const answer = (status: number, message: string): IWebhookResponseData => {
		response.status(status).json({ message });
		return { noWebhookResponse: true };
	};
	try {
		const body = await rawBody(request);
		if (!Buffer.isBuffer(body)) {
			return answer(
				body.status,
				body.status === 413 ? 'The body is too large' : 'The body broke off',
			);
		}
		const credentials = await context.getCredentials(platform.credentialType(context));
		const judgement = judgeCall(
			{ headers: request.headers, body },
			{
				names: platform.headers,
				encodings: platform.encodings,
				secrets: platform.secrets(credentials),
				shop: option(context, 'shopDomain', '') || platform.place(credentials).shop,
				topics: chosenTopics(context, (topic) => platform.topicKey(topic)),
				topicKey: (topic) => platform.topicKey(topic),
				maxAgeMs: Number(option(context, 'maxAgeHours', 0)) * 3_600_000,
			},
		);
		if (judgement.kind === 'refused') {
			context.logger.warn(
				`A ${platform.name} webhook for node '${context.getNode().name}' was refused: ${judgement.reason}`,
			);
			return answer(judgement.status, judgement.reason);
		}
		const { delivery } = judgement;
		const workflowData = [[itemOf(delivery)]];
		if (isTest(context)) return { workflowData };
		const save = firstTime(context, platform, delivery, body, response);
		if (save === 'underway') return answer(503, 'This is being received');
		if (save === 'known') return answer(200, 'This was received before');
		return {
			workflowData,
			// n8n asks for this after it registered the run and before it saves the static data. On the way
			// it has put the mark of unsaved changes back (seen in 2.41), so they are made here once more.
			get webhookResponse() {
				save();
				return { message: 'Workflow was started' };
			},
		};
	} catch (error) {
		const { message } = nodeError(context.getNode(), error);
		context.logger.error(
			`A ${platform.name} webhook for node '${context.getNode().name}' could not be handled: ${message}`,
		);
		// The platform will try again later.
		return answer(500, 'This could not be handled now');
	}
}

/**
 * Remembers a delivery.
 *
 * @returns what puts the memory into the static data; or that the delivery was known, or that it is
 * not known yet whether n8n starts a run for an earlier attempt, whose sender did not wait for it
 */
function firstTime<Client>(
	context: IWebhookFunctions,
	platform: TriggerPlatform<Client>,
	delivery: Delivery,
	body: Buffer,
	response: Response,
): (() => void) | 'known' | 'underway' {
	const memory = seenBy(nameOf(context));
	const kept = keptOf(context);
	memory.load(kept.seen);
	const names = namesOf(delivery, body);
	// Also without Catch Up, which may be switched on later.
	const events = eventNames(platform, delivery);
	const told = events.map(delivered);
	const attempt = `${nameOf(context)} ${names[0]}`;
	const earlier = hungUp.get(attempt);
	if (earlier?.writableEnded === false) return 'underway';
	hungUp.delete(attempt);
	// To nobody n8n said that it could not start the run: this attempt is not a repetition.
	if (earlier && earlier.statusCode >= 400) memory.forget([...names, ...told]);
	if (events.some((name) => memory.has(caughtUp(name))) || memory.check(names)) return 'known';
	memory.begin(kept.lastSeen ?? kept.activeSince);
	told.forEach((name) => memory.add(name));
	const at = timeOf(delivery);
	response.once('finish', () => {
		// n8n could not start the run and says so: the platform's next attempt is not a repetition.
		if (response.statusCode >= 400) memory.forget([...names, ...told]);
		else if (at !== undefined && Date.now() - at > LATE_MS) noticeGap(nameOf(context));
	});
	response.once('close', () => {
		if (response.writableEnded) return;
		hungUp.set(attempt, response);
		if (hungUp.size > MOST_HUNG_UP) hungUp.delete([...hungUp.keys()][0]);
	});
	const save = () => {
		kept.seen = memory.live() as unknown as string;
		advance(kept, at);
	};
	save();
	return save;
}

/** The payload as it came, with where it came from beside it. */
function itemOf({ payload, ...from }: Delivery): INodeExecutionData {
	const receivedAt = new Date().toISOString();
	return { json: { ...payload, _webhook: { ...from, receivedAt, caughtUp: false } } };
}
