/*
 * Keeps the whole site for readers without a network. `FILES` has what the site consists of, each
 * with a hash of what it says, so that a new build fetches only what has changed.
 */
const FILES = {};
const SCOPE = self.registration.scope;
const STORE = `explainer ${SCOPE}`;
const HASHED = /\.[0-9a-f]{8}\.\w+$/;
const AT_ONCE = 6;

const key = (path) => `${SCOPE}${path}?${FILES[path]}`;

/** A response without its redirect, which a browser refuses for a page. */
async function plain(response) {
  const { status, statusText, headers } = response;
  return response.redirected ? new Response(await response.blob(), { status, statusText, headers }) : response;
}

async function fetchMissing() {
  const store = await caches.open(STORE);
  const kept = new Set((await store.keys()).map(({ url }) => url));
  const missing = Object.keys(FILES).filter((path) => !kept.has(new URL(key(path)).href));
  const work = async () => {
    for (let path = missing.shift(); path !== undefined; path = missing.shift()) {
      const response = await fetch(new URL(encodeURI(path), SCOPE), { cache: "no-cache" });
      if (!response.ok) throw new Error(`${response.status} ${path}`);
      await store.put(key(path), await plain(response));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await self.skipWaiting();
}

async function dropOld() {
  const store = await caches.open(STORE);
  const wanted = new Set(Object.keys(FILES).map((path) => new URL(key(path)).href));
  await Promise.all((await store.keys()).filter(({ url }) => !wanted.has(url)).map((old) => store.delete(old)));
  await self.clients.claim();
}

/** The path of a request as `FILES` has it, or nothing. */
function known({ url }) {
  const path = decodeURIComponent(url.slice(SCOPE.length).split(/[?#]/)[0]).replace(/(^|\/)index\.html$/, "$1");
  return [path, `${path}/`].find((each) => each in FILES);
}

async function stored(path) {
  return path === undefined ? undefined : (await caches.open(STORE)).match(key(path));
}

async function answer(request) {
  const path = known(request);
  if (path && HASHED.test(path)) {
    const kept = await stored(path);
    if (kept) return kept;
  }
  try {
    // A network that takes as long as this is as good as none.
    return await fetch(request, request.mode === "navigate" ? { signal: AbortSignal.timeout(5000) } : {});
  } catch (error) {
    const kept = (await stored(path)) ?? (request.mode === "navigate" ? await stored("404.html") : undefined);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(fetchMissing()));
self.addEventListener("activate", (event) => event.waitUntil(dropOld()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE)) event.respondWith(answer(request));
});
