/** The plan of the service's rooms. */
package io.heliograph.injector.rooms;
