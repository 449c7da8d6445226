/** The adapter that speaks to the receiver over HTTP. The only package that knows Retrofit, OkHttp and the JSON of the exchange. */
@NullMarked
package dev.rollcall.agent.cloud;

import org.jspecify.annotations.NullMarked;
