// Why a code is not believed: the causes of lms/certification/rules/claim.py, by the same names.
export const NOT_OURS = "claim.not-ours";
export const UNREADABLE = "claim.unreadable";
export const UNKNOWN_KEY = "claim.unknown-key";
export const FORGED = "claim.forged";
export const TOO_LARGE = "claim.too-large";

export class Refusal extends Error {
  constructor(cause) {
    super(cause);
    this.code = cause;
  }
}
