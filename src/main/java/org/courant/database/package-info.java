/// Where the database is: the PostgreSQL that the environment names, or one of the installation's
/// own that lives in the data folder.
///
/// The embedded server has durable settings, listens on the loopback interface only and outlives a
/// killed process: the next one on the same folder adopts it. Every process on the folder holds a
/// shared lock, and the last to leave stops the server, after everything that used it has been
/// closed.
///
/// Tables, views and events: none.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"publication"})
@org.jspecify.annotations.NullMarked
package org.courant.database;
