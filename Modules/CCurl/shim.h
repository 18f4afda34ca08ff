#ifndef LAZYBATCH_CCURL_SHIM_H
#define LAZYBATCH_CCURL_SHIM_H

#include <curl/curl.h>

// Swift does not import variadic functions, so there is a wrapper for each type of argument.

static inline CURLcode lb_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode lb_curl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode lb_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode lb_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*lb_curl_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode lb_curl_set_receiver(CURL *easy, CURLoption option, lb_curl_receiver value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode lb_curl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode lb_curl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode lb_curl_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return curl_easy_getinfo(easy, info, value);
}

// Returned by a receiver to be asked again after `lb_curl_go_on`.
static const size_t lb_curl_pause = CURL_WRITEFUNC_PAUSE;

static inline CURLcode lb_curl_go_on(CURL *easy) { return curl_easy_pause(easy, CURLPAUSE_CONT); }

#endif
