/** New Maven projects, written from templates. */
package rai.publish.project;
