// Verifies credentials as a stranger would, with Digital Bazaar's libraries; asks no network.
// Reads {documents: {url: document}, cases: {name: credential}} and writes {name: {verified, error, status}}.
// `documents` are what the network would answer: DID documents, status lists, JSON-LD contexts.
import {readFileSync} from 'node:fs';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {verifyCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import jsonld from 'jsonld';

const {documents, cases} = JSON.parse(readFileSync(0, 'utf8'));
const suite = new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()});

async function documentLoader(url) {
  const [address, fragment] = url.startsWith('did:') ? url.split('#') : [url];
  const found = documents[address];
  if(!found) {
    throw new Error(`nothing is published at ${url}`);
  }
  if(!fragment) {
    return {contextUrl: null, documentUrl: url, document: structuredClone(found)};
  }
  const method = found.verificationMethod.find(({id}) => id === url);
  if(!method) {
    throw new Error(`no key ${url}`);
  }
  const context = 'https://w3id.org/security/multikey/v1';
  return {contextUrl: null, documentUrl: url, document: {'@context': context, ...method}};
}

// A list's bit says "revoked"; what follows from that is the verifier's own to say.
async function standing(options) {
  const result = await checkStatus({...options, suite});
  return {...result, verified: result.verified && result.results.every(({status}) => !status)};
}

function reason(result) {
  const {error, statusResult} = result;
  if(statusResult?.results?.some(({status}) => status)) {
    return 'revoked';
  }
  return String(statusResult?.error ?? error?.errors?.[0]?.message ?? error?.message ?? '');
}

const answers = {};
for(const [name, credential] of Object.entries(cases)) {
  const result = await verifyCredential({
    credential, suite, documentLoader, checkStatus: standing
  });
  answers[name] = {verified: result.verified, error: result.verified ? '' : reason(result)};
  try {
    // Every word of it means something: JSON-LD's safe mode refuses a term that no context defines.
    await jsonld.expand(credential, {documentLoader, safe: true, base: null});
    answers[name].defined = '';
  } catch(error) {
    answers[name].defined = `${error.message} ${JSON.stringify(error.details ?? {})}`;
  }
}
process.stdout.write(JSON.stringify(answers));
