import { agreeOnKey, blindPass, fetchKey, finishPass, makeEditSecret, sendEnvelope } from '@canopy/passes/device'; // prettier-ignore
import { makeAnswerKey, openAnswer } from '@canopy/passes/answers';
import { encode, type YesNo } from '@canopy/ballot';
import { fromText, toText, type Envelope, type EnvelopeReply } from '@canopy/passes';

/** What a device does for one secret vote, in a worker of a real browser: the page only passes it on. */
export type Errand =
  | { do: 'vote'; box: string; vote: string; answers: YesNo[] }
  | { do: 'leaf'; box: string; stage: string; text: string }
  | { do: 'open'; leafId: string; sealed: string };
export type Done =
  | { said: EnvelopeReply[]; blindMs: number; answerKey?: string }
  | { refused: 'different' | 'weak' | 'no-pass' }
  | { opened: string | null };

const PAPER = { method: 'yes-no', rule: 'more-than-half' } as const;
let answerSecret = '';

async function pass(box: string, id: string) {
  const fromApp = fromText(await (await fetch(`/key/${id}`)).text(), 294);
  const fromBox = await fetchKey(fetch, box, id);
  if (fromApp === null || 'refused' in fromBox) return { refused: 'no-pass' } as const;
  const agreed = await agreeOnKey(fromApp, fromText(fromBox.key, 294) ?? new Uint8Array());
  if (!agreed.ok) return { refused: agreed.why } as const;
  const from = performance.now();
  const asked = await blindPass(agreed.key);
  const blindMs = performance.now() - from;
  const answer = await fetch(`/pass/${id}`, { method: 'POST', body: asked.blinded });
  const signed = new Uint8Array(await answer.arrayBuffer());
  const done = await finishPass(agreed.key, asked, signed);
  if (done === null) return { refused: 'no-pass' } as const;
  return { prepared: toText(done.prepared), signature: toText(done.signature), blindMs };
}

async function run(errand: Errand): Promise<Done> {
  if (errand.do === 'open') {
    const sealed = fromText(errand.sealed, 2129) ?? new Uint8Array();
    return { opened: await openAnswer(answerSecret, errand.leafId, sealed) };
  }
  const id = errand.do === 'vote' ? errand.vote : errand.stage;
  const got = await pass(errand.box, id);
  if ('refused' in got) return { refused: got.refused };
  const { blindMs, ...mine } = got;
  if (errand.do === 'leaf') {
    const [{ edit }, { publicKey, secret }] = [await makeEditSecret(), await makeAnswerKey()];
    answerSecret = secret;
    const content = { form: 'words', text: errand.text };
    const leaf = { kind: 'idea', content, lang: 'en' };
    const keys = { edit: toText(edit), answerKey: toText(publicKey) };
    const envelope: Envelope = { what: 'leaf', stage: id, ...mine, ...keys, leaf };
    return { said: [await sendEnvelope(fetch, errand.box, envelope)], blindMs };
  }
  const said: EnvelopeReply[] = [];
  for (const [i, answer] of errand.answers.entries()) {
    const choice = toText(encode(PAPER, { method: 'yes-no', answer }));
    const envelope: Envelope = { what: 'ballot', vote: id, ...mine, version: i + 1, choice, code: 'K7-RIVER' }; // prettier-ignore
    said.push(await sendEnvelope(fetch, errand.box, envelope));
  }
  return { said, blindMs };
}

self.onmessage = ({ data }: MessageEvent<Errand>) => {
  void run(data).then((done) => {
    self.postMessage(done);
  });
};
