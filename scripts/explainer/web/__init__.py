"""
External links: alive, dead, moved, or without the words that a passage quotes.

Only the commands that check external links import these modules; the HTTP client that they need
may not be installed. In the order of the imports, each from those above it:

- `request_policy`: timeouts, redirects, retries, rate limits, sizes, and allowed hosts.
- `response`: responses, failures, redirect chains, and limits of bodies.
- `request_url`: URLs as they are requested.
- `verdicts`: from a redirect chain to a verdict.
- `rate_limit`: concurrency, delays, and a circuit breaker for each host.
- `private_addresses`: IP addresses that are not public.
- `guarded_network`: connections to public addresses only.
- `request_failures`: from an exception to a failure.
- `client`: requests to one host.
- `soft_404_phrases`, `soft_404`: pages with a good status that do not exist.
- `redirects`: requests with redirects.
- `retry`: requests with retries.
- `charset`, `text_search`, `page_content`: quotations and anchors in a page or a PDF.
- `url_checker`: one URL from the request to the verdict.
- `concurrency`: many URLs at once.
- `collector`: from links and sources to the URLs to check.
- `run_history`: the dead URLs of earlier runs.
- `wayback`: archived copies.
- `run`: one run in full.
- `summary`, `fixer`, `snapshot`: what is printed, and written into pages and sources.
"""
