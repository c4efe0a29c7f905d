import { webcrypto } from "node:crypto";

// As much of a browser as lies between a page and its frames: windows that hear messages, elements that come and go.

/** What has been asked for is done; also where the clock stands still. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}

export class FakeElement extends EventTarget {
  readonly style = {};
  readonly attributes = new Map<string, string>();
  parent: FakeElement | FakePage | null = null;
  children: FakeElement[] = [];
  id = "report";
  title = "";
  src = "";
  tabIndex = -1;
  contentWindow: FakeWindow | null = null;

  constructor(readonly tagName: string) {
    super();
  }

  get isConnected(): boolean {
    return this.parent instanceof FakePage || (this.parent?.isConnected ?? false);
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  append(child: FakeElement): void {
    child.parent = this;
    this.children.push(child);
  }

  replaceChildren(child: FakeElement): void {
    this.children.forEach((each) => (each.parent = null));
    this.children = [];
    this.append(child);
  }

  remove(): void {
    if (this.parent instanceof FakeElement) {
      this.parent.children = this.parent.children.filter((each) => each !== this);
    }
    this.parent = null;
  }
}

/** The window of a frame: hears what is posted to the origin that it has. */
export class FakeWindow {
  readonly posted: { readonly message: unknown; readonly origin: string }[] = [];
  hear: (message: never) => void = () => {};

  constructor(public origin: string) {}

  postMessage(message: unknown, origin: string): void {
    this.posted.push({ message: structuredClone(message), origin });
    if (origin === this.origin) {
      this.hear(structuredClone(message) as never);
    }
  }
}

/** A host's page, put in the place of the browser's globals. */
export class FakePage {
  readonly isConnected = true;
  readonly window = new CountingTarget();
  readonly frames: FakeElement[] = [];
  private readonly observers = new Set<() => void>();

  constructor() {
    const page = this;
    const globals = {
      window: this.window,
      document: { createElement: (tag: string) => page.made(tag), body: new FakeElement("body"), fullscreenElement: null },
      MutationObserver: class {
        constructor(private readonly seen: () => void) {}
        observe(): void {
          page.observers.add(this.seen);
        }
        disconnect(): void {
          page.observers.delete(this.seen);
        }
      },
      CustomEvent: class<T> extends Event {
        readonly detail: T;
        constructor(name: string, { detail, ...rest }: { detail: T } & EventInit) {
          super(name, rest);
          this.detail = detail;
        }
      },
      crypto: webcrypto,
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  }

  get isObserved(): boolean {
    return this.observers.size > 0;
  }

  /** An element of the page, as the types of browsers have it. */
  element(): HTMLElement & FakeElement {
    const element = new FakeElement("DIV");
    element.parent = this;
    return element as unknown as HTMLElement & FakeElement;
  }

  /** The page's elements have changed. */
  change(): void {
    this.observers.forEach((seen) => seen());
  }

  /** A message arrives, from whomever. */
  arrive(data: unknown, source: unknown, origin: string): void {
    this.window.dispatchEvent(Object.assign(new Event("message"), { data: structuredClone(data), source, origin }));
  }

  private made(tag: string): FakeElement {
    const element = new FakeElement(tag);
    if (tag === "iframe") {
      element.contentWindow = new FakeWindow("null");
      this.frames.push(element);
    }
    return element;
  }
}

class CountingTarget extends EventTarget {
  listeners = 0;

  override addEventListener(...args: Parameters<EventTarget["addEventListener"]>): void {
    this.listeners++;
    super.addEventListener(...args);
  }

  override removeEventListener(...args: Parameters<EventTarget["removeEventListener"]>): void {
    this.listeners--;
    super.removeEventListener(...args);
  }
}
