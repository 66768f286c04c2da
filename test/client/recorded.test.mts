import type { Envelope } from '../../nodes/Shopify/client/answers.ts';
import {
	judge,
	reportedBucket,
	searchWarnings,
	userRefusal,
} from '../../nodes/Shopify/client/answers.ts';
import { describeRecorded, recordedAnswers, recordedRefusals } from './facts.mts';

interface UserError {
	field?: unknown[] | null;
	/** Absent where the document did not ask for it. */
	message?: string;
	code?: string | null;
}

describeRecorded('recorded answers', () => {
	const answers = recordedAnswers().map(({ file, object: body }) => ({
		file,
		body,
		answer: { status: 200, headers: {}, body },
	}));

	it('are there', () => {
		expect(answers.length).toBeGreaterThan(4000);
	});

	it('with data and no errors are all accepted', () => {
		const plain = answers.filter(({ body }) => body.errors === undefined);
		expect(plain.filter(({ answer }) => judge(answer).kind !== 'accepted')).toEqual([]);
	});

	it('with errors are refused in a readable text, with a code, unless only nested fields were denied', () => {
		const failed = answers.filter(({ body }) => body.errors !== undefined);
		expect(failed.length).toBeGreaterThan(50);
		const kinds = new Set<string>();
		for (const { answer, body } of failed) {
			const verdict = judge(answer);
			kinds.add(verdict.kind);
			if (verdict.kind === 'refused') {
				const { message, advice, code } = verdict.error;
				expect(message).toMatch(/^\S.{8,}/);
				expect(`${message} ${advice}`).not.toMatch(/undefined|\[object/);
				expect(code).toMatch(/^\w+$/);
			}
			if (verdict.kind === 'broken') expect(verdict.code).toBe('INTERNAL_SERVER_ERROR');
			if (verdict.kind === 'accepted') expect(body.data).toBeTruthy();
		}
		expect(kinds).toContain('refused');
	});

	it('tell the bucket wherever they tell their cost', () => {
		const priced = answers.filter(
			({ body }) => (body.extensions as Envelope['extensions'])?.cost?.throttleStatus !== undefined,
		);
		expect(priced.length).toBeGreaterThan(4000);
		const unread = priced.filter(({ answer }) => {
			const bucket = reportedBucket(answer);
			return !bucket || !(bucket.available >= 0) || bucket.capacity !== 2000;
		});
		expect(unread).toEqual([]);
	});

	it('warn of a search in whole sentences', () => {
		const warnings = answers.flatMap(({ answer }) => searchWarnings(answer));
		expect(warnings.length).toBeGreaterThan(0);
		for (const warning of warnings) expect(warning).toMatch(/\S+ \S+.*\.$/);
	});
});

describeRecorded('recorded refusals', () => {
	const refusals = recordedRefusals().map(({ file, object }) => ({ file, payload: object }));

	const errorsOf = (payload: Record<string, unknown>) =>
		Object.entries(payload)
			.filter(([key, value]) => /userErrors$/i.test(key) && Array.isArray(value))
			.flatMap(([, value]) => value as UserError[]);

	it('are there', () => {
		expect(refusals.length).toBeGreaterThan(500);
	});

	it('give each message with its field and code, in a readable text', () => {
		for (const { file, payload } of refusals) {
			const refusal = userRefusal(payload);
			if (!refusal) throw new Error(`${file}: its user errors were not seen`);
			const told = [file, refusal.message, refusal.advice ?? ''].join(' ');
			expect(told).not.toMatch(/undefined|\[object/);
			for (const { message, field, code } of errorsOf(payload)) {
				if (message) expect(told).toContain(message);
				if (Array.isArray(field) && field.length > 0) expect(told).toContain(field.join('.'));
				if (code) expect(told).toContain(code);
			}
		}
	});

	it('have a code wherever Shopify gave one to the first of them', () => {
		for (const { payload } of refusals) {
			const coded = errorsOf(payload).filter(({ code }) => code);
			const codes = ['USER_ERROR', ...coded.map(({ code }) => code)];
			expect(codes).toContain(userRefusal(payload)?.code);
			if (coded.length === errorsOf(payload).length) {
				expect(userRefusal(payload)?.code).not.toBe('USER_ERROR');
			}
		}
	});
});
