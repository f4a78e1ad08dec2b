/** What a form is made from: the part of a service item that says who applies and with what. */
export interface FormSource {
  readonly id: string;
  readonly elements: {
    readonly name: string;
    /** Codes of 服务对象: 1 natural person, 2–6 organisations; none means that nothing is known. */
    readonly subjects: readonly string[];
    readonly materials: readonly MaterialSource[];
    /** Whether the result can be mailed; if that is not said, by courier service or 办理形式 4 (快递). */
    readonly mailResult?: boolean | undefined;
    readonly express?: boolean | undefined;
    readonly handleForms?: readonly string[] | undefined;
  };
}

export interface MaterialSource {
  readonly no: number;
  readonly name: string;
  readonly need: 'required' | 'conditional' | 'optional' | 'deferrable';
  readonly note?: string | null | undefined;
  readonly replacedBy?: { readonly kind: 'eLicense' | 'dataCheck'; readonly name: string } | null | undefined;
  /** Made by the platform out of the answers: nobody uploads it. */
  readonly systemGenerated?: boolean | undefined;
}

/** As who somebody applies. */
export type Capacity = 'person' | 'organisation';
